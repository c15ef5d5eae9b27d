namespace Kalshi.VenueSimulator;

/// <summary>A generated market while it trades: its book, and how far its makers misjudge it.</summary>
sealed class GeneratedMarket(MarketTerms terms, Random random)
{
    /// <summary>Misjudgement in dollars: standard deviation, and seconds in which it halves about.</summary>
    const double MispricingSigma = 0.025;
    const double MispricingSeconds = 60;

    readonly double _halfSpread = 0.004 + 0.008 * random.NextDouble();
    double _mispricing = MispricingSigma * random.NextGaussian();
    TimeSpan _steppedAt = terms.Open;
    decimal _dollarVolume;
    decimal _dollarInterest;

    internal MarketTerms Terms { get; set; } = terms;

    internal GeneratedBook Book { get; } = new(terms.Grid, random);

    internal MarketSummary Summary { get; private set; } = MarketSummary.Untraded;

    /// <summary>Whether the summary changed since the last ticker frame.</summary>
    internal bool Dirty { get; set; }

    internal bool Trading { get; set; }

    /// <summary>Steps a second: markets near the money are busy, decided ones nearly still.</summary>
    internal double Activity { get; private set; } = 1;

    /// <summary>Lets the makers look at the spot price again.</summary>
    internal IReadOnlyList<LevelChange> Step(double spot, TimeSpan at)
    {
        Drift(at - _steppedAt);
        _steppedAt = at;
        var fair = FairValue.ProbabilityAbove(spot, (double)Terms.Strike!.Value, Terms.Close - at);
        Activity = fair is > 0.03 and < 0.97 ? 2 : 0.2;
        var judged = Math.Clamp(fair + _mispricing * 4 * fair * (1 - fair), 0.0005, 0.9995);
        var changes = Book.Requote(judged, _halfSpread);
        return Noticed(changes.Count > 0 ? changes : Book.Jitter());
    }

    /// <summary>A taker buys YES or NO at the best price; null where nothing rests there.</summary>
    internal (LevelChange Change, Dollars YesPrice, Contracts Count)? Trade(BookSide taker)
    {
        var maker = taker.Opposite();
        if (Book.Hit(maker) is not { } change)
            return null;
        var yesPrice = maker == BookSide.Yes ? change.Price : change.Price.Complement;
        var count = -change.Delta;
        _dollarVolume += count.Value * yesPrice.Value;
        _dollarInterest += count.Value / 2;
        Summary = Summary with
        {
            LastPrice = yesPrice,
            LastTradeSize = count,
            Volume = Summary.Volume + count,
            OpenInterest = Summary.OpenInterest + new Contracts(count.Hundredths / 2),
            DollarVolume = (long)_dollarVolume,
            DollarOpenInterest = (long)_dollarInterest,
        };
        Noticed([change]);
        return (change, yesPrice, count);
    }

    /// <summary>An Ornstein-Uhlenbeck process, exact for any step.</summary>
    void Drift(TimeSpan elapsed)
    {
        var keep = Math.Exp(-elapsed.TotalSeconds / MispricingSeconds);
        _mispricing = _mispricing * keep + MispricingSigma * Math.Sqrt(1 - keep * keep) * random.NextGaussian();
    }

    IReadOnlyList<LevelChange> Noticed(IReadOnlyList<LevelChange> changes)
    {
        var yes = Book.Best(BookSide.Yes);
        var no = Book.Best(BookSide.No);
        var summary = Summary with
        {
            YesBid = yes?.Price ?? Dollars.Zero,
            YesBidSize = yes?.Size ?? Contracts.Zero,
            YesAsk = no?.Price.Complement ?? Dollars.One,
            YesAskSize = no?.Size ?? Contracts.Zero,
        };
        Dirty |= summary != Summary || changes.Count > 0;
        Summary = summary;
        return changes;
    }
}
