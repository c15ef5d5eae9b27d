namespace Kalshi.Grains;

/// <summary>What the trading gate lets through; a later one is stricter.</summary>
public enum GateMode
{
    /// <summary>Everything.</summary>
    Active,

    /// <summary>Exits and cancels; nothing that adds exposure.</summary>
    Reducing,

    /// <summary>Cancels, and exits that an operator orders by hand; resting orders are cancelled.</summary>
    Halted,
}
