using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kalshi.Simulation.Tests.Determinism;

/// <summary>Finds wall clocks, unseeded randomness and iteration in the order of hash codes.</summary>
/// <remarks>The escape is a comment <c>// nondeterministic: reason</c> on the line or right above it; without a reason it does
/// not count. Dictionaries and hash sets of the framework enumerate in the order of insertion and removal, whatever the hash
/// codes are, so they follow from the inputs; concurrent, frozen and immutable hash tables do not.</remarks>
static class DeterminismCheck
{
    const string Escape = "nondeterministic:";
    const int ShortestReason = 15;

    static readonly Dictionary<string, string> Members = new(StringComparer.Ordinal)
    {
        ["System.DateTime.Now"] = "an injected TimeProvider",
        ["System.DateTime.UtcNow"] = "an injected TimeProvider",
        ["System.DateTime.Today"] = "an injected TimeProvider",
        ["System.DateTimeOffset.Now"] = "an injected TimeProvider",
        ["System.DateTimeOffset.UtcNow"] = "an injected TimeProvider",
        ["System.Environment.TickCount"] = "an injected TimeProvider",
        ["System.Environment.TickCount64"] = "an injected TimeProvider",
        ["System.TimeProvider.System"] = "an injected TimeProvider",
        ["System.Threading.Thread.Sleep"] = "Task.Delay with a TimeProvider",
        ["System.Random.Shared"] = "an injected, seeded Random",
        ["System.Guid.NewGuid"] = "an identity that follows from the inputs",
        ["System.Guid.CreateVersion7"] = "an identity that follows from the inputs",
        ["System.IO.Path.GetRandomFileName"] = "a name that follows from the inputs",
    };

    // Without a TimeProvider among their arguments these keep the wall's time.
    static readonly HashSet<string> Timed = new(StringComparer.Ordinal)
    {
        "System.Threading.Tasks.Task.Delay", "System.Threading.Tasks.Task.WaitAsync", "System.Threading.PeriodicTimer..ctor",
        "System.Threading.CancellationTokenSource..ctor", "System.Threading.Timer..ctor",
    };

    static readonly HashSet<string> Types = new(StringComparer.Ordinal) { "System.Diagnostics.Stopwatch", "System.Timers.Timer" };

    static readonly HashSet<string> HashOrdered = new(StringComparer.Ordinal)
    {
        "System.Collections.Concurrent.ConcurrentDictionary<TKey, TValue>", "System.Collections.Concurrent.ConcurrentBag<T>",
        "System.Collections.Frozen.FrozenDictionary<TKey, TValue>", "System.Collections.Frozen.FrozenSet<T>",
        "System.Collections.Immutable.ImmutableDictionary<TKey, TValue>", "System.Collections.Immutable.ImmutableHashSet<T>",
        "System.Collections.Hashtable",
    };

    // What does not depend on the order, or makes one.
    static readonly HashSet<string> Ordering = new(StringComparer.Ordinal)
    {
        "Order", "OrderBy", "OrderDescending", "OrderByDescending", "Any", "All", "Count", "Contains", "Sum", "Min", "Max",
        "ToDictionary", "ToHashSet", "ToFrozenSet", "ToFrozenDictionary",
    };

    internal static IReadOnlyList<BannedUse> Find(CSharpCompilation compilation)
    {
        var found = new List<BannedUse>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot().DescendantNodes())
            {
                if (Fault(node, model) is { } what && !IsExcused(node))
                    found.Add(new(tree.FilePath, node.GetLocation().GetLineSpan().StartLinePosition.Line + 1, what));
            }
        }
        return found;
    }

    static string? Fault(SyntaxNode node, SemanticModel model) => node switch
    {
        SimpleNameSyntax name when model.GetSymbolInfo(name).Symbol is { } symbol => Member(symbol) ?? TypeUse(symbol, name),
        BaseObjectCreationExpressionSyntax creation when model.GetSymbolInfo(creation).Symbol is IMethodSymbol constructor =>
            Creation(constructor) ?? Call(constructor),
        InvocationExpressionSyntax invocation when model.GetSymbolInfo(invocation).Symbol is IMethodSymbol method =>
            Call(method) ?? Enumeration(invocation, method, model),
        CommonForEachStatementSyntax loop when IsHashOrdered(model.GetTypeInfo(loop.Expression).Type) => Unordered(loop.Expression),
        SpreadElementSyntax spread when IsHashOrdered(model.GetTypeInfo(spread.Expression).Type) => Unordered(spread.Expression),
        _ => null,
    };

    static string? Member(ISymbol symbol) =>
        symbol is IPropertySymbol or IMethodSymbol && Members.TryGetValue(NameOf(symbol), out var instead)
            ? $"{NameOf(symbol)}: use {instead}"
            : null;

    static string? TypeUse(ISymbol symbol, SimpleNameSyntax name) =>
        symbol is INamedTypeSymbol && Types.Contains(symbol.ToDisplayString()) && !name.Ancestors().OfType<UsingDirectiveSyntax>().Any()
            ? $"{symbol.ToDisplayString()}: use an injected TimeProvider"
            : null;

    static string? Creation(IMethodSymbol constructor) =>
        constructor.ContainingType.ToDisplayString() == "System.Random" && constructor.Parameters.Length == 0
            ? "new Random() without a seed: use an injected, seeded Random"
            : null;

    static string? Call(IMethodSymbol method)
    {
        var name = NameOf(method);
        if (!Timed.Contains(name) || method.Parameters.Any(p => p.Type.ToDisplayString() == "System.TimeProvider"))
            return null;
        var keepsTime = method.Parameters.Any(p => p.Type.ToDisplayString() is "System.TimeSpan" or "int" or "long" or "uint");
        return keepsTime ? $"{name} without a TimeProvider" : null;
    }

    static string? Enumeration(InvocationExpressionSyntax invocation, IMethodSymbol method, SemanticModel model)
    {
        if (invocation.Expression is not MemberAccessExpressionSyntax access || !IsHashOrdered(model.GetTypeInfo(access.Expression).Type))
            return null;
        var isLinq = method.ContainingType.ToDisplayString() == "System.Linq.Enumerable";
        return isLinq && !ChainOf(invocation).Any(Ordering.Contains) ? Unordered(access.Expression) : null;
    }

    /// <summary>The methods of a chain of calls from this one outwards.</summary>
    static IEnumerable<string> ChainOf(InvocationExpressionSyntax invocation)
    {
        for (SyntaxNode? node = invocation; node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }; node = node.Parent?.Parent)
            yield return access.Name.Identifier.Text;
    }

    static bool IsHashOrdered(ITypeSymbol? type)
    {
        for (var level = type as INamedTypeSymbol; level is not null; level = level.BaseType)
        {
            // Keys and Values are read-only views of their own.
            if (HashOrdered.Contains(level.OriginalDefinition.ToDisplayString()))
                return true;
        }
        return false;
    }

    static string Unordered(SyntaxNode expression) => $"{expression} is enumerated in the order of hash codes: order it";

    static string NameOf(ISymbol symbol) => symbol is IMethodSymbol { MethodKind: MethodKind.Constructor }
        ? $"{symbol.ContainingType.ToDisplayString()}..ctor"
        : $"{symbol.ContainingType?.ToDisplayString()}.{symbol.Name}";

    static bool IsExcused(SyntaxNode node)
    {
        var lines = node.SyntaxTree.GetText().Lines;
        var line = node.GetLocation().GetLineSpan().StartLinePosition.Line;
        for (var i = line; i >= 0 && i >= line - 2; i--)
        {
            var text = lines[i].ToString();
            if (i < line && !text.TrimStart().StartsWith("//", StringComparison.Ordinal))
                break;
            var at = text.IndexOf(Escape, StringComparison.Ordinal);
            if (at >= 0 && text.LastIndexOf("//", at, StringComparison.Ordinal) >= 0)
                return text[(at + Escape.Length)..].Trim().Length >= ShortestReason;
        }
        return false;
    }
}
