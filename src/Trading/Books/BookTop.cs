namespace Kalshi.Trading;

/// <summary>Best bid and offer; a side without orders is null, never a made-up price.</summary>
public readonly record struct BookTop(BookLevel? Bid, BookLevel? Ask)
{
    /// <summary>Bid and ask are both there.</summary>
    public bool IsTwoSided => Bid.HasValue && Ask.HasValue;

    /// <summary>Someone bids more than another asks. The venue matches such orders: seen only between two frames.</summary>
    public bool IsCrossed => Bid is { } bid && Ask is { } ask && bid.Price > ask.Price;

    /// <summary>Bid and ask at one price.</summary>
    public bool IsLocked => Bid is { } bid && Ask is { } ask && bid.Price == ask.Price;

    /// <summary>Ask less bid in dollars; negative when crossed, null when one-sided.</summary>
    public Money? Spread => Bid is { } bid && Ask is { } ask ? ask.Price - bid.Price : null;

    /// <summary>Halfway between bid and ask in cents, 0 to 100, as the reference strategy counts; null when one-sided.</summary>
    public double? MidCents => Bid is { } bid && Ask is { } ask ? (bid.Price.Steps + ask.Price.Steps) / 200.0 : null;

    /// <summary>The same top seen from the other side: its bid is what this side asks, at 1 - p.</summary>
    public BookTop Complement() => new(Ask?.Complement(), Bid?.Complement());

    public override string ToString() => $"bid {Show(Bid)}, ask {Show(Ask)}";

    static string Show(BookLevel? level) => level?.ToString() ?? "none";
}
