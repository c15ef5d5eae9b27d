using Microsoft.AspNetCore.Http.Features;

namespace Kalshi.VenueSimulator;

/// <summary>Slips a <see cref="FramedStream"/> under the WebSocket that the framework's handshake makes.</summary>
sealed class FramedUpgrade(IHttpUpgradeFeature inner) : IHttpUpgradeFeature
{
    internal FramedStream? Stream { get; private set; }

    internal NetworkWeather? Weather { get; set; }

    public bool IsUpgradableRequest => inner.IsUpgradableRequest;

    public async Task<Stream> UpgradeAsync() => Stream = new FramedStream(await inner.UpgradeAsync(), Weather!);

    /// <summary>Middleware that must come before the framework's WebSocket middleware.</summary>
    internal static Task Install(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } feature)
            context.Features.Set<IHttpUpgradeFeature>(new FramedUpgrade(feature));
        return next(context);
    }

    /// <summary>Completes the handshake.</summary>
    internal static async Task<(System.Net.WebSockets.WebSocket Socket, FramedStream Stream)> AcceptAsync(HttpContext context, NetworkWeather weather)
    {
        var upgrade = (FramedUpgrade)context.Features.GetRequiredFeature<IHttpUpgradeFeature>();
        upgrade.Weather = weather;
        var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = TimeSpan.Zero });
        return (socket, upgrade.Stream!);
    }
}
