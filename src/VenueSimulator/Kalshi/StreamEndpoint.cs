namespace Kalshi.VenueSimulator;

/// <summary>The handshake of the stream: signed, then upgraded.</summary>
sealed class StreamEndpoint(
    Exchange exchange, FaultBoard faults, Authenticator authenticator, FlowCounts counts, SimulatorOptions options, CancellationToken stopping)
{
    internal const string Path = "/trade-api/ws/v2";

    internal async Task AcceptAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            return;
        }
        if (authenticator.Check(context.Request, out var caller) is { } refusal)
        {
            await refusal.ExecuteAsync(context);
            return;
        }
        var (socket, stream) = await FramedUpgrade.AcceptAsync(context, faults.Weather(FaultyVenue.Kalshi));
        var peer = new SocketPeer(socket, stream, new(options.SendBufferFrames), counts);
        var session = new StreamSession(exchange, peer, caller, options.MarketsPerSubscription);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, context.RequestAborted);
        await session.RunAsync(ending.Token);
    }
}
