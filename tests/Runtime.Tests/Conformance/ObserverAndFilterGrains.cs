namespace Kalshi.Runtime.Tests;

public interface ITicker : IGrainObserver
{
    void Ticked(int number);

    Task<string> Asked(string question);
}

public interface ISubjectGrain : IGrainWithStringKey
{
    Task Subscribe(ITicker ticker);

    Task Tick(int number);

    Task<string> Ask(string question);
}

public sealed class SubjectGrain : Grain, ISubjectGrain
{
    ITicker? _ticker;

    public Task Subscribe(ITicker ticker)
    {
        _ticker = ticker;
        return Task.CompletedTask;
    }

    public Task Tick(int number)
    {
        _ticker!.Ticked(number);
        return Task.CompletedTask;
    }

    public Task<string> Ask(string question) => _ticker!.Asked(question);
}

public interface IFilteredGrain : IGrainWithStringKey
{
    Task<int> Twice(int number);
}

public sealed class FilteredGrain(Journal journal) : Grain, IFilteredGrain, IIncomingGrainCallFilter
{
    public Task<int> Twice(int number)
    {
        journal.Write("method");
        return Task.FromResult(2 * number);
    }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        journal.Write("grain before");
        await context.Invoke();
        journal.Write("grain after");
    }
}

sealed class JournalFilter(Journal journal) : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.Grain is not FilteredGrain)
        {
            await context.Invoke();
            return;
        }
        journal.Write($"{context.MethodName} of {context.TargetId} with {context.Request.GetArgument(0)}");
        await context.Invoke();
        context.Result = (int)context.Result! + 1;
    }
}

sealed class RefusingFilter : IOutgoingGrainCallFilter
{
    public Task Invoke(IOutgoingGrainCallContext context) =>
        context.Request.GetArgumentCount() == 1 && context.Request.GetArgument(0) is 13
            ? throw new BusinessException($"{context.MethodName} of {context.TargetId} is refused")
            : context.Invoke();
}
