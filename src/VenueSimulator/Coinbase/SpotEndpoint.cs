namespace Kalshi.VenueSimulator;

/// <summary>The handshakes of the spot feeds, which are public.</summary>
sealed class SpotEndpoint(SpotMarket market, FaultBoard faults, FlowCounts counts, SimulatorOptions options, CancellationToken stopping)
{
    internal Task AcceptAdvancedTradeAsync(HttpContext context) => AcceptAsync(context, peer => new AdvancedTradeSession(market, peer));

    internal Task AcceptExchangeAsync(HttpContext context) => AcceptAsync(context, peer => new ExchangeFeedSession(market, peer));

    async Task AcceptAsync(HttpContext context, Func<SocketPeer, SpotSession> open)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            return;
        }
        var (socket, stream) = await FramedUpgrade.AcceptAsync(context, faults.Weather(FaultyVenue.Coinbase));
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, context.RequestAborted);
        await open(new(socket, stream, new(options.SendBufferFrames), counts)).RunAsync(ending.Token);
    }
}
