namespace Kalshi.Trading;

/// <summary>Resting contracts at one price.</summary>
public readonly record struct BookLevel(Price Price, Quantity Size)
{
    /// <summary>The same contracts seen from the other side: a bid for NO at p is an ask for YES at 1 - p.</summary>
    public BookLevel Complement() => this with { Price = Price.Complement };

    public override string ToString() => $"{Price} x {Size}";
}
