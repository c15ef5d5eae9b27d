namespace Orleans.Runtime;

/// <summary>Values that travel with a call to its callee, and on with the callee's own calls; never back.</summary>
public static class RequestContext
{
    internal const string ReentrancyKey = "#CCR";

    static readonly AsyncLocal<Dictionary<string, object>?> Values = new();

    /// <summary>The values that go with a call; never changed once set, so that calls can share it.</summary>
    internal static Dictionary<string, object>? Current
    {
        get => Values.Value;
        set
        {
            if (!ReferenceEquals(Values.Value, value))
                Values.Value = value;
        }
    }

    /// <summary>The call chain that grains in it let re-enter; empty where none does.</summary>
    public static Guid ReentrancyId
    {
        get => Get(ReentrancyKey) is Guid id ? id : Guid.Empty;
        set
        {
            if (value == Guid.Empty)
                Remove(ReentrancyKey);
            else
                Set(ReentrancyKey, value);
        }
    }

    public static IEnumerable<string> Keys => Current?.Keys ?? Enumerable.Empty<string>();

    public static IEnumerable<KeyValuePair<string, object>> Entries => Current ?? Enumerable.Empty<KeyValuePair<string, object>>();

    public static object? Get(string key) => Current is { } values && values.TryGetValue(key, out var value) ? value : null;

    public static void Set(string key, object value) =>
        Current = new Dictionary<string, object>(Current ?? []) { [key] = value };

    public static bool Remove(string key)
    {
        if (Current is not { } values || !values.ContainsKey(key))
            return false;
        var rest = new Dictionary<string, object>(values);
        rest.Remove(key);
        Current = rest.Count == 0 ? null : rest;
        return true;
    }

    public static void Clear() => Current = null;

    /// <summary>Until disposed, calls that come back to this grain in consequence of calls made here may interleave.</summary>
    public static ReentrancySection AllowCallChainReentrancy() =>
        // nondeterministic: the id is only compared with itself, and never ordered, stored or shown.
        new(ReentrancyId, ReentrancyId is var id && id != Guid.Empty ? id : Guid.NewGuid());

    /// <summary>Until disposed, calls made here may not come back into any grain of the chain.</summary>
    public static ReentrancySection SuppressCallChainReentrancy() => new(ReentrancyId, Guid.Empty);

    public readonly struct ReentrancySection : IDisposable
    {
        readonly Guid _original;
        readonly Guid _new;

        public ReentrancySection(Guid originalReentrancyId, Guid newReentrancyId)
        {
            _original = originalReentrancyId;
            _new = newReentrancyId;
            if (_new != _original)
                ReentrancyId = _new;
            if (_new != Guid.Empty)
                (RuntimeContext.Current as ICallChainReentrant)?.Enter(_new);
        }

        public void Dispose()
        {
            if (_new != Guid.Empty)
                (RuntimeContext.Current as ICallChainReentrant)?.Exit(_new);
            if (_new != _original)
                ReentrancyId = _original;
        }
    }
}

/// <summary>An activation that lets calls of the chains it has entered re-enter.</summary>
interface ICallChainReentrant
{
    void Enter(Guid chain);

    void Exit(Guid chain);
}
