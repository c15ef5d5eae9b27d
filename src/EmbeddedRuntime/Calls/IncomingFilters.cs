using System.Reflection;
using Orleans.CodeGeneration;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>What runs around the calls to one grain class.</summary>
sealed class IncomingFilters
{
    readonly IIncomingGrainCallFilter[] _filters;
    readonly bool _grainFilters;

    IncomingFilters(IIncomingGrainCallFilter[] filters, bool grainFilters) => (_filters, _grainFilters) = (filters, grainFilters);

    public static IncomingFilters? Of(IIncomingGrainCallFilter[] filters, Type grainClass)
    {
        var own = typeof(IIncomingGrainCallFilter).IsAssignableFrom(grainClass);
        return filters.Length == 0 && !own ? null : new(filters, own);
    }

    public async Task<TResult> Invoke<TResult>(GrainCall call, CallQueue target, Func<object, ValueTask<TResult>> invoke)
    {
        var context = Context(call, target, async context => context.Result = await invoke(context.Grain));
        await context.Invoke();
        return (TResult)context.Result!;
    }

    public Task Invoke(GrainCall call, CallQueue target, Func<object, ValueTask> invoke) =>
        Context(call, target, async context => await invoke(context.Grain)).Invoke();

    IncomingCall Context(GrainCall call, CallQueue target, Func<IncomingCall, Task> method)
    {
        var filters = _grainFilters && target.Instance is IIncomingGrainCallFilter own ? [.. _filters, own] : _filters;
        return new(call, target, filters, method);
    }

    sealed class IncomingCall(GrainCall call, CallQueue target, IIncomingGrainCallFilter[] filters, Func<IncomingCall, Task> method) : IIncomingGrainCallContext
    {
        int _next;

        public IInvokable Request => call;
        public object Grain => target.Instance!;
        public GrainId? SourceId => call.Source?.GrainId;
        public GrainId TargetId => target.GrainId;
        public IGrainContext TargetContext => (IGrainContext)target;
        public GrainInterfaceType InterfaceType => GrainInterfaceType.Create(call.GetInterfaceName());
        public string InterfaceName => call.GetInterfaceName();
        public string MethodName => call.GetMethodName();
        public MethodInfo InterfaceMethod => call.GetMethod();
        public MethodInfo ImplementationMethod => Implementation(call.GetMethod(), Grain.GetType());
        public object? Result { get; set; }

        public Task Invoke() => _next < filters.Length ? filters[_next++].Invoke(this) : method(this);

        static MethodInfo Implementation(MethodInfo method, Type grainClass)
        {
            var map = grainClass.GetInterfaceMap(method.DeclaringType!);
            return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, method)];
        }
    }
}
