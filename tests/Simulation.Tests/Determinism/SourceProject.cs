using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Kalshi.Simulation.Tests.Determinism;

/// <summary>A project's sources, bound as the compiler binds them, so that names are symbols and not text.</summary>
static class SourceProject
{
    static readonly string[] ImplicitUsings =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks",
        "Orleans", "Orleans.Runtime",
    ];

    static readonly Lazy<MetadataReference[]> References = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    /// <summary>The repository's folder.</summary>
    internal static string Root { get; } = FindRoot();

    internal static CSharpCompilation Load(string project)
    {
        var folder = Path.Combine(Root, "src", project);
        var trees = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => Parse(File.ReadAllText(path), Path.GetRelativePath(Root, path)));
        return Compile(project, trees);
    }

    /// <summary>A compilation of one text, for tests of the check itself.</summary>
    internal static CSharpCompilation Of(string source) => Compile("Sample", [Parse(source, "Sample.cs")]);

    static CSharpCompilation Compile(string name, IEnumerable<SyntaxTree> trees) => CSharpCompilation.Create(
        name,
        [.. trees, Parse(string.Concat(ImplicitUsings.Select(u => $"global using {u};\n")), "GlobalUsings.cs")],
        // A project's own assembly among the references would make each of its names ambiguous.
        References.Value.Where(r => Path.GetFileNameWithoutExtension(((PortableExecutableReference)r).FilePath) != $"Kalshi.{name}"),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    static SyntaxTree Parse(string text, string path) =>
        CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview), path);

    static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Kalshi.Orleans.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException($"no folder above {AppContext.BaseDirectory} holds Kalshi.Orleans.sln");
    }
}
