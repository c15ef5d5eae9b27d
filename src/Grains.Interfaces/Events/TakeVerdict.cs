using Kalshi.Trading;

namespace Kalshi.Grains.Events;

/// <summary>What the trading gates said to a take.</summary>
/// <param name="TsEval">The tick, Unix seconds.</param>
/// <param name="ShadowOnly">It is recorded as an order and not sent.</param>
/// <param name="Scope">The gate that refused; null when none did.</param>
/// <param name="Word">Why, in one word; null when none did.</param>
[GenerateSerializer, Immutable, Alias("kalshi.take_verdict")]
public sealed record TakeVerdict(
    [property: Id(0)] MarketTicker Market,
    [property: Id(1)] long TsEval,
    [property: Id(2)] Side Side,
    [property: Id(3)] bool Admitted,
    [property: Id(4)] bool ShadowOnly,
    [property: Id(5)] string? Scope,
    [property: Id(6)] string? Word,
    [property: Id(7)] string StrategyVersion) : DomainEvent
{
    public override string EventType => "take_verdict";
    public override string Key => Market.Value;
    public override long Timestamp => TsEval;
}
