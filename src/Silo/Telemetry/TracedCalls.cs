using System.Diagnostics;
using Kalshi.Grains;

namespace Kalshi.Silo.Telemetry;

/// <summary>Carries a trace from a caller to the grain it calls, on both hosts alike; a call of nobody's trace begins none.</summary>
sealed class TracedCalls : IIncomingGrainCallFilter, IOutgoingGrainCallFilter
{
    // Asynchronous so that the value ends with the call: the caller's later calls may have another cause, or none.
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (Activity.Current?.Id is { } cause)
            RequestContext.Set(GrainTraces.ContextKey, cause);
        await context.Invoke();
    }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        var name = context.InterfaceName;
        using var span = GrainTraces.Continue($"{name[(name.LastIndexOf('.') + 1)..]}.{context.MethodName}")?.SetTag("grain", context.TargetId.ToString());
        try
        {
            await context.Invoke();
        }
        catch (Exception e)
        {
            span?.SetStatus(ActivityStatusCode.Error, e.Message);
            throw;
        }
    }
}
