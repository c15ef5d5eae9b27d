using System.Reflection;
using Orleans.CodeGeneration;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>What runs around calls on their caller's side.</summary>
sealed class OutgoingFilters
{
    readonly IOutgoingGrainCallFilter[] _filters;

    OutgoingFilters(IOutgoingGrainCallFilter[] filters) => _filters = filters;

    public static OutgoingFilters? Of(IOutgoingGrainCallFilter[] filters) => filters.Length == 0 ? null : new(filters);

    public async Task<TResult> Invoke<TResult>(
        GrainFunctionCall<TResult> call, GrainReference target, Func<GrainReference, GrainFunctionCall<TResult>, Task<TResult>> send)
    {
        var context = new OutgoingCall(call, target, _filters, async context => context.Result = await send(target, call));
        await context.Invoke();
        return (TResult)context.Result!;
    }

    public Task Invoke(GrainActionCall call, GrainReference target, Func<GrainReference, GrainActionCall, Task> send) =>
        new OutgoingCall(call, target, _filters, _ => send(target, call)).Invoke();

    sealed class OutgoingCall(GrainCall call, GrainReference target, IOutgoingGrainCallFilter[] filters, Func<OutgoingCall, Task> send) : IOutgoingGrainCallContext
    {
        int _next;

        public IInvokable Request => call;
        public object Grain => target;
        public IGrainContext? SourceContext { get; } = RuntimeContext.Current;
        public GrainId? SourceId => SourceContext?.GrainId;
        public GrainId TargetId => target.GrainId;
        public GrainInterfaceType InterfaceType => GrainInterfaceType.Create(call.GetInterfaceName());
        public string InterfaceName => call.GetInterfaceName();
        public string MethodName => call.GetMethodName();
        public MethodInfo InterfaceMethod => call.GetMethod();
        public object? Result { get; set; }

        public Task Invoke() => _next < filters.Length ? filters[_next++].Invoke(this) : send(this);
    }
}
