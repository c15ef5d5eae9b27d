namespace Orleans.CodeGeneration;

/// <summary>A turn that the host itself asks of a grain: a timer's tick, a stream's event, a reminder. Filters do not see
/// it.</summary>
abstract class TurnCall : GrainActionCall
{
    private protected sealed override bool PassesFilters => false;

    public override int GetArgumentCount() => 0;

    public override object? GetArgument(int index) => throw NoSuchArgument(index);

    public override void SetArgument(int index, object value) => throw NoSuchArgument(index);
}
