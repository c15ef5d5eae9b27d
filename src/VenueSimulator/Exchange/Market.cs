namespace Kalshi.VenueSimulator;

/// <summary>A listed market as it stands. Guarded by the exchange's gate.</summary>
sealed class Market(MarketTerms terms, MarketStatus status)
{
    internal MarketTerms Terms { get; set; } = terms;

    internal MarketStatus Status { get; set; } = status;

    /// <summary>When the status last changed, as an offset from the start of the session.</summary>
    internal TimeSpan Updated { get; set; } = terms.Created;

    internal Settlement? Settlement { get; set; }

    /// <summary>When the money moved; null before.</summary>
    internal TimeSpan? Settled { get; set; }

    /// <summary>Null until the flow has given the book's first state.</summary>
    internal OrderBook? Book { get; set; }

    /// <summary>Clients' part of the book; null until the first order.</summary>
    internal ClientLiquidity? Clients { get; set; }

    internal CandleHistory Candles { get; } = new();

    internal MarketSummary Summary { get; set; } = MarketSummary.Untraded;

    /// <summary>Stamp of the last ticker frame; null before the first.</summary>
    internal DateTimeOffset? SummaryStamp { get; set; }

    internal (Dollars Bid, Contracts BidSize, Dollars Ask, Contracts AskSize) TopOfBook()
    {
        if (Book is null)
            return (Summary.YesBid, Summary.YesBidSize, Summary.YesAsk, Summary.YesAskSize);
        var yes = Book.Best(BookSide.Yes);
        var no = Book.Best(BookSide.No);
        return (
            yes?.Price ?? Dollars.Zero, yes?.Size ?? Contracts.Zero,
            no?.Price.Complement ?? Dollars.One, no?.Size ?? Contracts.Zero);
    }
}
