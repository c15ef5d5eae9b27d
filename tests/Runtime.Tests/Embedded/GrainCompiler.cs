using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orleans.CodeGeneration;

namespace Kalshi.Runtime.Tests;

/// <summary>Compiles grain source with the code generator, as a build does.</summary>
static class GrainCompiler
{
    const string Usings = """
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using Orleans;
        using Orleans.Concurrency;
        using Orleans.Runtime;

        """;

    /// <summary>The messages of everything that was wrong.</summary>
    public static IReadOnlyList<string> Faults(string source)
    {
        var (compilation, diagnostics) = Compile(source);
        return [.. diagnostics.Concat(compilation.GetDiagnostics()).Where(IsError).Select(fault => fault.GetMessage())];
    }

    public static Assembly Assembly(string source)
    {
        var (compilation, _) = Compile(source);
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join(Environment.NewLine, result.Diagnostics));
        return System.Reflection.Assembly.Load(image.ToArray());
    }

    static (Compilation Compilation, IReadOnlyList<Diagnostic> Diagnostics) Compile(string source)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Grains" + Guid.NewGuid().ToString("N"),
            [CSharpSyntaxTree.ParseText(Usings + source)],
            references,
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create(new GrainGenerator()).RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var diagnostics);
        return (generated, diagnostics);
    }

    static bool IsError(Diagnostic fault) => fault.Severity == DiagnosticSeverity.Error;
}
