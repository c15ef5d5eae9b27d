using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Orleans.CodeGeneration;

/// <summary>Why a grain interface cannot be called.</summary>
sealed record Fault(string Reason, string Path, TextSpan Span, LinePositionSpan Lines)
{
    static readonly DiagnosticDescriptor Descriptor = new(
        "GRAIN001",
        "A grain interface cannot be called",
        "{0}",
        "Grains",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true);

    public static Fault At(ISymbol symbol, string reason)
    {
        var location = symbol.Locations[0];
        return new(reason, location.SourceTree?.FilePath ?? "", location.SourceSpan, location.GetLineSpan().Span);
    }

    public Diagnostic ToDiagnostic() => Diagnostic.Create(Descriptor, Location.Create(Path, Span, Lines), Reason);
}
