using System.Reflection;
using Orleans.Concurrency;

namespace Orleans.CodeGeneration;

/// <summary>A method of a grain interface, read once from its attributes. Made by generated code.</summary>
public sealed class GrainMethod
{
    readonly Type[] _parameterTypes;
    MethodInfo? _info;

    public GrainMethod(Type interfaceType, string name, params Type[] parameterTypes)
    {
        InterfaceType = interfaceType;
        Name = name;
        _parameterTypes = parameterTypes;
        IsReadOnly = Info.IsDefined(typeof(ReadOnlyAttribute));
        AlwaysInterleaves = Info.IsDefined(typeof(AlwaysInterleaveAttribute));
        IsOneWay = Info.IsDefined(typeof(OneWayAttribute)) || Info.ReturnType == typeof(void);
        ResponseTimeout = (Info.GetCustomAttribute<ResponseTimeoutAttribute>() ?? interfaceType.GetCustomAttribute<ResponseTimeoutAttribute>())?.Timeout;
    }

    public Type InterfaceType { get; }

    public string Name { get; }

    public bool IsReadOnly { get; }

    public bool AlwaysInterleaves { get; }

    public bool IsOneWay { get; }

    /// <summary>Null for the host's own.</summary>
    public TimeSpan? ResponseTimeout { get; }

    public MethodInfo Info => _info ??=
        InterfaceType.GetMethod(Name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly, _parameterTypes)
        ?? throw new MissingMethodException(InterfaceType.FullName, Name);

    public override string ToString() => $"{InterfaceType.Name}.{Name}";
}
