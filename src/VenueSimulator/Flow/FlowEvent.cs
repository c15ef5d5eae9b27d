namespace Kalshi.VenueSimulator;

/// <summary>Something that happens at the venues.</summary>
/// <param name="At">When it reaches the outside, as an offset from the start of the session.</param>
abstract record FlowEvent(TimeSpan At);

/// <summary>A market is listed, not yet open.</summary>
sealed record MarketCreated(TimeSpan At, MarketTerms Terms) : FlowEvent(At);

/// <summary>A market enters its next status.</summary>
/// <param name="Settlement">With Determined: how it ended.</param>
sealed record MarketStatusChanged(TimeSpan At, string Ticker, MarketStatus Status, Settlement? Settlement = null) : FlowEvent(At);

/// <summary>A market's strike becomes known.</summary>
sealed record StrikeSet(TimeSpan At, string Ticker, decimal Strike) : FlowEvent(At);

/// <summary>A book's whole state.</summary>
sealed record BookReplaced(TimeSpan At, string Ticker, IReadOnlyList<BookLevel> Yes, IReadOnlyList<BookLevel> No) : FlowEvent(At);

/// <summary>A change of one level of a book.</summary>
/// <param name="Stamp">The venue's own time of the change, as an offset.</param>
sealed record BookChanged(TimeSpan At, string Ticker, BookSide Side, Dollars Price, Contracts Delta, TimeSpan Stamp) : FlowEvent(At);

/// <summary>A market's ticker was sent.</summary>
sealed record TickerPublished(TimeSpan At, string Ticker, MarketSummary Summary, TimeSpan Stamp) : FlowEvent(At);

/// <summary>A public trade.</summary>
sealed record ContractTraded(TimeSpan At, string Ticker, Guid TradeId, Dollars YesPrice, Contracts Count, BookSide TakerSide) : FlowEvent(At);

/// <summary>A trade of the underlying at the spot venue.</summary>
/// <param name="Stamp">The venue's own time of the trade, as an offset.</param>
/// <param name="Price">Dollars as the venue wrote them.</param>
sealed record SpotTraded(TimeSpan At, TimeSpan Stamp, string Price, long TradeId) : FlowEvent(At);

/// <summary>A value of the index that the markets settle on.</summary>
sealed record IndexPublished(TimeSpan At, IndexValue Value) : FlowEvent(At);
