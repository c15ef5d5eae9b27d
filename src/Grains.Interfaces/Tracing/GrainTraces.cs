using System.Diagnostics;

namespace Kalshi.Grains;

/// <summary>Traces as they go from one grain's turn to the next: the W3C <c>traceparent</c> of the cause travels as a value of the
/// request context.</summary>
public static class GrainTraces
{
    /// <summary>Name of the value, and of the header on the bus.</summary>
    public const string ContextKey = "traceparent";

    static readonly ActivitySource Source = new("Kalshi.Grains");

    /// <summary>A span of the trace that caused this turn; null when nobody listens, or the cause is not traced.</summary>
    public static Activity? Continue(string name) => Source.HasListeners() ? Continue(name, RequestContext.Get(ContextKey) as string) : null;

    /// <inheritdoc cref="Continue(string)"/>
    /// <param name="cause">A <c>traceparent</c>; what is none, or null, begins no trace.</param>
    public static Activity? Continue(string name, string? cause) =>
        ActivityContext.TryParse(cause, traceState: null, isRemote: true, out var parent)
            ? Source.StartActivity(name, ActivityKind.Internal, parent)
            : null;
}
