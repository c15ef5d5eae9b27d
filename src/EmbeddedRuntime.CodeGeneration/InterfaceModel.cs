using Microsoft.CodeAnalysis;

namespace Orleans.CodeGeneration;

/// <summary>A grain interface as the writers need it: text only, so that it can be compared.</summary>
/// <param name="Name">Fully qualified.</param>
/// <param name="ReferenceName">Of the class to write.</param>
sealed record InterfaceModel(string Name, string ReferenceName, EquatableList<MethodModel> Methods, EquatableList<Fault> Faults)
{
    public static InterfaceModel Of(INamedTypeSymbol type)
    {
        var members = type.AllInterfaces.Where(GrainSymbols.IsGrainInterface).Prepend(type).SelectMany(part => part.GetMembers()).ToArray();
        var methods = members.OfType<IMethodSymbol>().Where(method => method is { MethodKind: MethodKind.Ordinary, IsStatic: false }).ToArray();
        return new(
            GrainSymbols.FullName(type),
            Identifier(type) + "Reference",
            new(methods.Select((method, index) => MethodModel.Of(method, index))),
            new(FaultsOf(type, members, methods)));
    }

    static IEnumerable<Fault> FaultsOf(INamedTypeSymbol type, ISymbol[] members, IMethodSymbol[] methods)
    {
        if (type.IsGenericType)
            yield return Fault.At(type, $"Grain interface {type} is generic; the embedded host has no generic grains");
        for (var scope = type; scope is not null; scope = scope.ContainingType)
            if (scope.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected)
                yield return Fault.At(type, $"Grain interface {type} is out of reach of its reference class; make {scope} internal or public");
        foreach (var member in members)
            if (member is IPropertySymbol or IEventSymbol)
                yield return Fault.At(type, $"Grain interface {type} has member {member}; only methods can be called from afar");
        foreach (var method in methods)
        {
            if (method.IsGenericMethod)
                yield return Fault.At(type, $"Grain method {method} is generic; the embedded host calls no generic methods");
            if (MethodModel.KindOf(method) == ReturnKind.Unsupported)
                yield return Fault.At(type, $"Grain method {method} returns {method.ReturnType}; it must return Task, Task<T>, ValueTask, ValueTask<T> or, one way, void");
            foreach (var parameter in method.Parameters)
                if (parameter.RefKind != RefKind.None)
                    yield return Fault.At(type, $"Grain method {method} passes {parameter.Name} by reference; messages are values");
        }
    }

    static string Identifier(INamedTypeSymbol type) =>
        new([.. type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat).Select(c => char.IsLetterOrDigit(c) ? c : '_')]);
}
