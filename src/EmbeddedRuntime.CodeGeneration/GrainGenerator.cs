using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Orleans.CodeGeneration;

/// <summary>Writes a reference class for every grain interface of the compilation, and a manifest of its grain classes.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class GrainGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var interfaces = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => node is InterfaceDeclarationSyntax { BaseList: not null },
                static (syntax, _) => Symbol(syntax) is { } symbol && GrainSymbols.IsGrainInterface(symbol) ? InterfaceModel.Of(symbol) : null)
            .Where(static model => model is not null);
        var classes = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => node is ClassDeclarationSyntax { BaseList: not null },
                static (syntax, _) => Symbol(syntax) is { } symbol && GrainSymbols.IsGrainClass(symbol) ? GrainSymbols.FullName(symbol) : null)
            .Where(static name => name is not null);

        context.RegisterSourceOutput(interfaces, static (output, model) => WriteReference(output, model!));
        context.RegisterSourceOutput(
            interfaces.Collect().Combine(classes.Collect()),
            static (output, found) => WriteManifest(output, found.Left!, found.Right!));
    }

    static INamedTypeSymbol? Symbol(GeneratorSyntaxContext syntax) => syntax.SemanticModel.GetDeclaredSymbol(syntax.Node) as INamedTypeSymbol;

    static void WriteReference(SourceProductionContext output, InterfaceModel model)
    {
        foreach (var fault in model.Faults)
            output.ReportDiagnostic(fault.ToDiagnostic());
        if (model.Faults.Count == 0)
            output.AddSource(model.ReferenceName + ".g.cs", ReferenceWriter.Write(model));
    }

    static void WriteManifest(SourceProductionContext output, ImmutableArray<InterfaceModel> interfaces, ImmutableArray<string> classes)
    {
        // A partial type is found once for each of its parts.
        var references = interfaces.Where(model => model.Faults.Count == 0).Distinct().OrderBy(model => model.Name, System.StringComparer.Ordinal).ToArray();
        if (references.Length > 0 || classes.Length > 0)
            output.AddSource("GrainManifest.g.cs", ManifestWriter.Write(references, [.. classes.Distinct().OrderBy(name => name, System.StringComparer.Ordinal)]));
    }
}
