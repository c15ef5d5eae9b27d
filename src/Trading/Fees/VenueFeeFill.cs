namespace Kalshi.Trading;

/// <summary>A fill as far as its fee depends on it.</summary>
/// <param name="Price">Price of the side that was traded: buying NO at 0.40 is 0.40, not the 0.60 of YES.</param>
/// <param name="Bought">Contracts bought; negative if sold.</param>
public readonly record struct VenueFeeFill(VenueFeeRole Role, Price Price, Quantity Bought)
{
    /// <summary>What the fill brings in before fees; negative for a buyer.</summary>
    public MicroDollars Revenue => -(Price * Bought);
}
