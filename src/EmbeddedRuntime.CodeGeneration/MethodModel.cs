using Microsoft.CodeAnalysis;

namespace Orleans.CodeGeneration;

enum ReturnKind
{
    Unsupported,
    Void,
    Task,
    ValueTask,
    TaskOfResult,
    ValueTaskOfResult,
}

/// <summary>One method of a grain interface.</summary>
/// <param name="CallName">Of the class that carries a call of it, unique within the reference.</param>
sealed record MethodModel(
    string Interface,
    string Name,
    string CallName,
    ReturnKind Kind,
    string ReturnType,
    string? ResultType,
    EquatableList<ParameterModel> Parameters)
{
    public bool HasResult => Kind is ReturnKind.TaskOfResult or ReturnKind.ValueTaskOfResult;

    public static MethodModel Of(IMethodSymbol method, int index)
    {
        var kind = KindOf(method);
        var result = kind is ReturnKind.TaskOfResult or ReturnKind.ValueTaskOfResult ? ((INamedTypeSymbol)method.ReturnType).TypeArguments[0] : null;
        return new(
            GrainSymbols.FullName(method.ContainingType),
            method.Name,
            $"{method.Name}_{index}",
            kind,
            GrainSymbols.FullNameWithNullability(method.ReturnType),
            result is null ? null : GrainSymbols.FullNameWithNullability(result),
            new(method.Parameters.Select(ParameterModel.Of)));
    }

    public static ReturnKind KindOf(IMethodSymbol method)
    {
        if (method.ReturnsVoid)
            return ReturnKind.Void;
        return method.ReturnType.OriginalDefinition.ToDisplayString() switch
        {
            "System.Threading.Tasks.Task" => ReturnKind.Task,
            "System.Threading.Tasks.ValueTask" => ReturnKind.ValueTask,
            "System.Threading.Tasks.Task<TResult>" => ReturnKind.TaskOfResult,
            "System.Threading.Tasks.ValueTask<TResult>" => ReturnKind.ValueTaskOfResult,
            _ => ReturnKind.Unsupported,
        };
    }
}

sealed record ParameterModel(string Name, string Type, string BareType, bool IsCancellationToken)
{
    public static ParameterModel Of(IParameterSymbol parameter) => new(
        "@" + parameter.Name,
        GrainSymbols.FullNameWithNullability(parameter.Type),
        GrainSymbols.FullName(parameter.Type),
        parameter.Type.ToDisplayString() == "System.Threading.CancellationToken");
}
