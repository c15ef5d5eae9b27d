using System.Diagnostics;

namespace Kalshi.Silo.Telemetry;

/// <summary>Where traces begin: a frame of a venue's stream.</summary>
static class FrameTraces
{
    static readonly ActivitySource Source = new("Kalshi.Venues");

    /// <summary>Null when nobody listens.</summary>
    internal static Activity? Begin(string feed, object message) =>
        Source.HasListeners() ? Source.StartActivity($"{feed} frame", ActivityKind.Consumer)?.SetTag("message", message.GetType().Name) : null;
}
