namespace Kalshi.Grains;

/// <summary>What the trading gate lets through; a later one is stricter.</summary>
public enum GateMode
{
    /// <summary>Everything.</summary>
    Active,

    /// <summary>Exits and cancels; nothing that adds exposure.</summary>
    Reducing,

    /// <summary>Cancels only; resting orders are cancelled.</summary>
    Halted,
}
