using System.Diagnostics;
using Kalshi.Bus.Nats;
using Kalshi.Grains;

namespace Kalshi.Bus.Tracing;

/// <summary>Traces over the bus: each event carries the <c>traceparent</c> of its publication (W3C Trace Context).</summary>
static class BusTraces
{
    static readonly ActivitySource Source = new("Kalshi.Bus");

    /// <summary>A span of the caller's trace that is not current, for it outlives the call; null when the caller is not traced.</summary>
    internal static Activity? Publish(string eventType)
    {
        if (Activity.Current is not { } caller)
            return null;
        var span = Source.StartActivity($"publish {eventType}", ActivityKind.Producer);
        Activity.Current = caller;
        return span;
    }

    /// <summary>Ends the span when the stream has answered.</summary>
    internal static async ValueTask<Task<PublishAck>> UntilAcknowledgedAsync(Activity span, ValueTask<Task<PublishAck>> sending)
    {
        try
        {
            return EndWithAsync(span, await sending);
        }
        catch
        {
            span.SetStatus(ActivityStatusCode.Error).Dispose();
            throw;
        }
    }

    /// <summary>Whose trace a message belongs to; null for none. Not checked: it comes from outside.</summary>
    internal static string? CauseOf(NatsHeaders headers) =>
        headers.Block.IndexOf("traceparent:"u8) < 0 ? null : headers[GrainTraces.ContextKey];

    static async Task<PublishAck> EndWithAsync(Activity span, Task<PublishAck> acknowledged)
    {
        try
        {
            var ack = await acknowledged;
            span.SetTag("duplicate", ack.Duplicate);
            return ack;
        }
        catch (Exception e)
        {
            span.SetStatus(ActivityStatusCode.Error, e.Message);
            throw;
        }
        finally
        {
            span.Dispose();
        }
    }
}
