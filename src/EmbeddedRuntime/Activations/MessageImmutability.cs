using System.Collections;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orleans.Runtime;

/// <summary>Arguments and results pass by reference here and are copied on Orleans. Both behave alike only where nobody
/// can change what was passed, so every grain method is checked for that when the host starts.</summary>
static class MessageImmutability
{
    static readonly FrozenSet<Type> Known = new[]
    {
        typeof(void), typeof(string), typeof(decimal), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly),
        typeof(TimeSpan), typeof(Guid), typeof(Uri), typeof(Version), typeof(Int128), typeof(UInt128), typeof(Half), typeof(BinaryData),
        typeof(System.Numerics.BigInteger), typeof(Type), typeof(CancellationToken), typeof(Exception), typeof(System.Net.IPAddress),
    }.ToFrozenSet();

    static readonly FrozenSet<Type> KnownGeneric = new[]
    {
        typeof(Nullable<>), typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>), typeof(IReadOnlyDictionary<,>), typeof(IReadOnlySet<>),
        typeof(ReadOnlyMemory<>), typeof(KeyValuePair<,>), typeof(Tuple<>), typeof(Tuple<,>), typeof(Tuple<,,>), typeof(Task<>), typeof(ValueTask<>),
        typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableDictionary<,>), typeof(ImmutableSortedDictionary<,>), typeof(ImmutableHashSet<>),
        typeof(ImmutableQueue<>), typeof(ImmutableStack<>), typeof(FrozenDictionary<,>), typeof(FrozenSet<>),
    }.ToFrozenSet();

    /// <exception cref="OrleansConfigurationException">Names every method whose messages could change on the way.</exception>
    public static void Verify(IEnumerable<Type> grainTypes)
    {
        var faults = grainTypes
            .SelectMany(type => type.IsInterface ? [type, .. type.GetInterfaces()] : type.GetInterfaces())
            .Where(type => typeof(IAddressable).IsAssignableFrom(type) && type.Assembly != typeof(IGrain).Assembly)
            .Distinct()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance))
            .SelectMany(Faults)
            .Order(StringComparer.Ordinal)
            .ToArray();
        if (faults.Length > 0)
            throw new OrleansConfigurationException(
                "Grain messages pass by reference in this host and must be immutable: mark the type [Immutable], wrap it in Immutable<T>, "
                + "or pass a readonly record struct or IReadOnlyList of such." + Environment.NewLine + string.Join(Environment.NewLine, faults));
    }

    static IEnumerable<string> Faults(MethodInfo method)
    {
        foreach (var parameter in method.GetParameters())
            if (!parameter.IsDefined(typeof(ImmutableAttribute)) && MutablePart(parameter.ParameterType) is { } part)
                yield return $"{method.DeclaringType}.{method.Name}: parameter {parameter.Name} is, or holds, {part}";
        if (method.ReturnType != typeof(Task) && method.ReturnType != typeof(ValueTask) && MutablePart(method.ReturnType) is { } result)
            yield return $"{method.DeclaringType}.{method.Name}: the result is, or holds, {result}";
    }

    static Type? MutablePart(Type type, HashSet<Type>? seen = null)
    {
        seen ??= [];
        if (!seen.Add(type) || type.IsPrimitive || type.IsEnum || Known.Contains(type) || typeof(IAddressable).IsAssignableFrom(type)
            || typeof(Exception).IsAssignableFrom(type) || type.IsDefined(typeof(ImmutableAttribute), inherit: false))
            return null;
        if (type.IsGenericType && (KnownGeneric.Contains(type.GetGenericTypeDefinition()) || typeof(ITuple).IsAssignableFrom(type)))
            return FirstMutable(type.GenericTypeArguments, seen);
        if (typeof(IEnumerable).IsAssignableFrom(type))
            return type;
        return (type.IsValueType || type.IsSealed) && HasOnlyReadOnlyFields(type)
            ? FirstMutable(Fields(type).Select(field => field.FieldType), seen)
            : type;
    }

    static Type? FirstMutable(IEnumerable<Type> types, HashSet<Type> seen) =>
        types.Select(type => MutablePart(type, seen)).FirstOrDefault(part => part is not null);

    static bool HasOnlyReadOnlyFields(Type type) => Fields(type).All(field => field.IsInitOnly || IsInitProperty(field));

    // A record's init-only properties have fields that are not readonly.
    static bool IsInitProperty(FieldInfo field) =>
        field.Name.StartsWith('<')
        && field.DeclaringType!.GetProperty(field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)], BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            is { } property
        && (property.SetMethod is null || property.SetMethod.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)));

    static IEnumerable<FieldInfo> Fields(Type type)
    {
        for (var level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
            foreach (var field in level.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly))
                yield return field;
    }
}
