using Orleans.Core;
using Orleans.Timers;

namespace Orleans.Runtime;

sealed class GrainRuntime(GrainHost host, IGrainFactory grainFactory, ITimerRegistry timers) : IGrainRuntime
{
    public IGrainFactory GrainFactory => grainFactory;

    public ITimerRegistry TimerRegistry => timers;

    public IServiceProvider ServiceProvider => host.Services;

    public TimeProvider TimeProvider => host.Time;

    public void DeactivateOnIdle(IGrainContext grainContext) =>
        grainContext.Deactivate(new(DeactivationReasonCode.ApplicationRequested, "DeactivateOnIdle was called."));

    public void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan) => ((Activation)grainContext).DelayDeactivation(timeSpan);

    public IStorage<TGrainState> GetStorage<TGrainState>(IGrainContext grainContext)
    {
        var activation = (Activation)grainContext;
        return PersistentState.Create<TGrainState>(activation, PersistentState.StateOf(activation.Class.Type));
    }
}
