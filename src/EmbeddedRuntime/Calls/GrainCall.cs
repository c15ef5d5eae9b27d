using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.CodeGeneration;

/// <summary>One call of one method: its arguments, whom it is for and who waits for it. Generated code derives one class
/// per method, with a typed field per argument.</summary>
public abstract class GrainCall : IInvokable
{
    internal CallQueue? Target;
    internal IGrainContext? Source;
    internal Dictionary<string, object>? Context;
    internal int DeadlineTick = int.MaxValue;
    internal int RunningIndex;
    CancellationTokenRegistration _cancellation;

    public abstract GrainMethod Method { get; }

    /// <summary>Whether the caller no longer waits: it had its answer, its time is out or it has cancelled.</summary>
    internal abstract bool IsAnswered { get; }

    internal virtual bool IsReadOnly => Method.IsReadOnly;

    internal virtual bool AlwaysInterleaves => Method.AlwaysInterleaves;

    /// <summary>Whether running it counts as use of the grain.</summary>
    internal virtual bool KeepsAlive => true;

    internal virtual bool HasDeadline => true;

    /// <summary>Whether it means nothing to the grain's next activation.</summary>
    internal virtual bool IsOfOneActivation => false;

    /// <summary>Runs the method in a turn of its target.</summary>
    internal abstract void Run(CallQueue target);

    internal abstract bool TryFail(Exception error);

    internal abstract bool TryCancel(CancellationToken token);

    internal Guid Chain =>
        Context is { } values && values.TryGetValue(RequestContext.ReentrancyKey, out var id) && id is Guid chain ? chain : Guid.Empty;

    /// <summary>Lets the caller go at once when its token is cancelled; a call that has not begun never will.</summary>
    internal void ObserveCancellation(CancellationToken token) =>
        _cancellation = token.UnsafeRegister(static (call, token) => ((GrainCall)call!).TryCancel(token), this);

    internal void StopObservingCancellation() => _cancellation.Unregister();

    public object? GetTarget() => Target?.Instance;

    public string GetMethodName() => Method.Name;

    public string GetInterfaceName() => Method.InterfaceType.FullName ?? Method.InterfaceType.Name;

    public MethodInfo GetMethod() => Method.Info;

    public Type GetInterfaceType() => Method.InterfaceType;

    public TimeSpan? GetDefaultResponseTimeout() => Method.ResponseTimeout;

    public virtual CancellationToken GetCancellationToken() => default;

    public abstract int GetArgumentCount();

    public abstract object? GetArgument(int index);

    public abstract void SetArgument(int index, object value);

    public void Dispose() => GC.SuppressFinalize(this);

    protected static ArgumentOutOfRangeException NoSuchArgument(int index) => new(nameof(index), index, "the method has fewer parameters");

    public override string ToString() => Method.ToString();
}
