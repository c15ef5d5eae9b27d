using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

namespace Kalshi.Grains.Tests.Drills;

/// <summary>What becomes of writes on their way to the venue and back.</summary>
public enum WireFault
{
    None,
    RequestLost,
    AnswerLost,
    ServerErrorAfterwards,
    AnswerUnreadable,
    AnswerEmpty,
}

/// <summary>The wire between the venue's client and the simulator, broken on purpose.</summary>
sealed class Wire() : DelegatingHandler(new SocketsHttpHandler())
{
    readonly ConcurrentDictionary<string, int> _placementsOf = new();
    int _placements;

    /// <summary>For every write from now on.</summary>
    internal WireFault Fault { get; set; }

    /// <summary>While set, the venue cannot be reached at all.</summary>
    internal bool IsDown { get; set; }

    /// <summary>Orders that left for the venue.</summary>
    internal int Placements => Volatile.Read(ref _placements);

    /// <summary>How often an order left for the venue.</summary>
    internal int PlacementsOf(string clientOrderId) => _placementsOf.GetValueOrDefault(clientOrderId);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsDown)
            throw new HttpRequestException("connection refused");
        var isPlacement = request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath.EndsWith("/events/orders", StringComparison.Ordinal);
        var fault = isPlacement ? Fault : WireFault.None;
        if (isPlacement)
            await CountAsync(request, cancellationToken);
        if (fault == WireFault.RequestLost)
            throw new HttpRequestException("connection reset");
        var answer = await base.SendAsync(request, cancellationToken);
        switch (fault)
        {
            case WireFault.AnswerLost:
                answer.Dispose();
                throw new HttpRequestException("connection reset while reading the answer");
            case WireFault.ServerErrorAfterwards:
                answer.StatusCode = HttpStatusCode.BadGateway;
                answer.Content = new StringContent("<html>bad gateway</html>");
                break;
            case WireFault.AnswerUnreadable:
                answer.Content = new StringContent("{\"order_id\": 12");
                break;
            case WireFault.AnswerEmpty:
                answer.Content = new StringContent("{}");
                break;
        }
        return answer;
    }

    async Task CountAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        using var order = JsonDocument.Parse(await request.Content!.ReadAsByteArrayAsync(cancel));
        _placementsOf.AddOrUpdate(order.RootElement.GetProperty("client_order_id").GetString()!, 1, (_, times) => times + 1);
        Interlocked.Increment(ref _placements);
    }
}
