using Kalshi.Grains;
using Kalshi.Grains.Events;

namespace Kalshi.Simulation.Replay.Sessions;

/// <summary>What the record says about an order that a take caused, as far as a replay cannot know it: times, and what the gates said.</summary>
/// <param name="AskedTs">When it asked for room, Unix seconds: the time of its first state.</param>
/// <param name="EndTs">Of its last state.</param>
sealed record RecordedOrder(string OrderId, long AskedTs, long EndTs)
{
    /// <summary>Of its fill; null where there is none.</summary>
    internal long? FillTs { get; init; }

    /// <summary>The gates' word against it; null where they let it pass.</summary>
    internal string? GateWord { get; init; }

    internal static RecordedOrder Of(IReadOnlyList<ExecutionOrder> states, ExecutionFill? fill) => new(
        states[0].OrderId, states[0].TsOrder, states[^1].TsOrder)
    {
        FillTs = fill?.TsFill,
        GateWord = states.Select(s => s.Reason).FirstOrDefault(GateWords.Has),
    };
}
