using Kalshi.Servers;
using Kalshi.Storage;
using Kalshi.Venues;
using Kalshi.VenueSimulator;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kalshi.Backfill.Tests;

/// <summary>A generated venue with a history, the older part of it archived, and a PostgreSQL.</summary>
public sealed class Venue : IAsyncLifetime
{
    const int HistoryMinutes = 25;
    const int LiveMinutes = 8;

    PostgresServer _postgres = null!;
    SimulatorHost _simulator = null!;

    /// <summary>All that has surely happened.</summary>
    public Span Range { get; private set; }

    public async Task InitializeAsync()
    {
        _postgres = await PostgresServer.StartAsync();
        _simulator = await SimulatorHost.StartAsync(new()
        {
            Seed = 11,
            History = TimeSpan.FromMinutes(HistoryMinutes),
            HistoricalAfter = TimeSpan.FromMinutes(LiveMinutes),
            Tier = "prime",
        }, CancellationToken.None);
        var start = _simulator.Status.Started!.Value.ToUnixTimeSeconds();
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(180));
        while (_simulator.Status.Played.GetValueOrDefault("IndexPublished") < HistoryMinutes * 60)
            await Task.Delay(20, bound.Token);
        Range = new(start, start + (HistoryMinutes - 3) * 60);
    }

    public async Task DisposeAsync()
    {
        await _simulator.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    internal async Task<HistoryStore> DatabaseAsync() => await HistoryStore.OpenAsync(
        new StorageOptions { Dsn = await _postgres.CreateDatabaseAsync() }, NullLogger<Migrator>.Instance, CancellationToken.None);

    /// <param name="pageSize">Trades of one page.</param>
    /// <param name="asking">Hears of each request before it goes out.</param>
    internal (KalshiRest Calls, HttpClient Http) Client(int pageSize = 1000, Action<Uri>? asking = null)
    {
        var http = asking is null ? KalshiRest.CreateHttpClient() : new HttpClient(new Overheard(asking));
        var options = new KalshiRestOptions { PageSize = pageSize, AttemptTimeout = TimeSpan.FromMinutes(2) };
        var line = new RestLine(new() { ReadTokensPerSecond = 4000 }, TimeProvider.System);
        var endpoints = KalshiEndpoints.Parse(_simulator.KalshiRest.ToString(), _simulator.KalshiStream.ToString());
        return (new(endpoints, null, http, options, TimeProvider.System, new(1), line), http);
    }

    sealed class Overheard(Action<Uri> asking) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            asking(request.RequestUri!);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
