using Microsoft.CodeAnalysis;

namespace Orleans.CodeGeneration;

/// <summary>What the generator takes for grain code.</summary>
static class GrainSymbols
{
    const string Host = "Kalshi.EmbeddedRuntime";

    static readonly SymbolDisplayFormat WithNullability = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static string FullName(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    public static string FullNameWithNullability(ITypeSymbol type) => type.ToDisplayString(WithNullability);

    public static bool IsGrainInterface(INamedTypeSymbol type) => type.TypeKind == TypeKind.Interface && IsAddressable(type);

    public static bool IsGrainClass(INamedTypeSymbol type) =>
        type is { IsAbstract: false, IsGenericType: false } && type.AllInterfaces.Any(IsGrainBase) && type.AllInterfaces.Any(IsGrainInterface);

    static bool IsAddressable(INamedTypeSymbol type) => type.AllInterfaces.Any(parent => IsOfHost(parent, "IAddressable"));

    static bool IsGrainBase(INamedTypeSymbol type) => IsOfHost(type, "IGrainBase");

    static bool IsOfHost(INamedTypeSymbol type, string name) => type.Name == name && type.ContainingAssembly?.Name == Host;
}
