using System.Text.Json;

namespace Kalshi.Trading.Tests.Books;

/// <summary>A snapshot of a market that had a rebuilt book already.</summary>
sealed record LaterSnapshot(string Market, long Sequence, int Levels, bool EqualsRebuilt);

/// <summary>Feeds a capture to one book a market and counts what becomes of it.</summary>
sealed class RecordedReplay
{
    readonly Dictionary<int, long> _lastSequences = [];
    int _deltas;

    internal Dictionary<string, OrderBook> Books { get; } = [];

    internal Dictionary<BookOutcome, int> Outcomes { get; } = [];

    internal List<ulong> Hashes { get; } = [];

    internal List<LaterSnapshot> LaterSnapshots { get; } = [];

    internal int Snapshots { get; set; }

    internal int Tickers { get; set; }

    internal int EqualPrices { get; set; }

    internal int EqualSizes { get; set; }

    internal int OffGrid { get; set; }

    internal int Crossed { get; set; }

    internal int Locked { get; set; }

    internal int MostLevels { get; set; }

    internal static RecordedReplay Of(string capture, int restartEvery = int.MaxValue)
    {
        var replay = new RecordedReplay();
        foreach (var (connection, frame) in Recording.Frames(capture))
        {
            var message = frame.GetProperty("msg");
            switch (frame.GetProperty("type").GetString())
            {
                case "orderbook_snapshot":
                    replay.Snapshot(message, replay.Position(connection, frame));
                    break;
                case "orderbook_delta":
                    var previous = replay._lastSequences[connection];
                    replay.Delta(message, replay.Position(connection, frame), previous);
                    if (replay._deltas % restartEvery == 0)
                        replay.Restart();
                    break;
                case "ticker":
                    replay.Ticker(message);
                    break;
            }
        }
        return replay;
    }

    // One market a connection: the sequence of the subscription is the sequence of the market.
    FeedPosition Position(int connection, JsonElement frame)
    {
        var sequence = _lastSequences[connection] = frame.GetProperty("seq").GetInt64();
        return new($"connection {connection}", 2, sequence);
    }

    void Snapshot(JsonElement message, FeedPosition position)
    {
        var market = Text(message, "market_ticker");
        BookLevel[] yes = Levels(message, "yes_dollars_fp"), no = Levels(message, "no_dollars_fp");
        Snapshots++;
        if (!Books.TryGetValue(market, out var rebuilt))
        {
            Books[market] = new();
            Assert.Equal(BookOutcome.Applied, Books[market].ApplySnapshot(yes, no, position));
            return;
        }

        var before = OrderBook.Restore(rebuilt.ToCheckpoint());
        Assert.Equal(BookOutcome.Applied, rebuilt.ApplySnapshot(yes, no, position));
        LaterSnapshots.Add(new(market, position.Sequence, yes.Length + no.Length, rebuilt.ContentEquals(before)));
    }

    void Delta(JsonElement message, FeedPosition position, long previous)
    {
        var book = Books[Text(message, "market_ticker")];
        var side = Text(message, "side") == "yes" ? Side.Yes : Side.No;
        var price = Price.Parse(Text(message, "price_dollars"), "price_dollars");

        var outcome = book.ApplyDelta(side, price, Quantity.Parse(Text(message, "delta_fp"), "delta_fp"), position, previous);

        Outcomes[outcome] = Outcomes.GetValueOrDefault(outcome) + 1;
        OffGrid += PriceGrid.TaperedDeciCent.Contains(price) ? 0 : 1;
        if (book.TryGetLive(out var live))
        {
            Crossed += live.Top.IsCrossed ? 1 : 0;
            Locked += live.Top.IsLocked ? 1 : 0;
            MostLevels = Math.Max(MostLevels, Math.Max(live.CountBids(Side.Yes), live.CountBids(Side.No)));
        }
        if (++_deltas % 1_000 == 0)
            Hashes.Add(book.ContentHash());
    }

    void Ticker(JsonElement message)
    {
        if (!Books.TryGetValue(Text(message, "market_ticker"), out var book) || !book.TryGetTop(out var top))
            return;
        Tickers++;
        var hasPrices = PriceOf(top.Bid) == TickerPrice(message, "yes_bid") && PriceOf(top.Ask) == TickerPrice(message, "yes_ask");
        var hasSizes = SizeOf(top.Bid) == TickerSize(message, "yes_bid") && SizeOf(top.Ask) == TickerSize(message, "yes_ask");
        EqualPrices += hasPrices ? 1 : 0;
        EqualSizes += hasPrices && hasSizes ? 1 : 0;
    }

    void Restart()
    {
        foreach (var market in Books.Keys.ToArray())
            Books[market] = OrderBook.Restore(Books[market].ToCheckpoint());
    }

    static Price? PriceOf(BookLevel? level) => level?.Price;

    static Quantity SizeOf(BookLevel? level) => level?.Size ?? Quantity.Zero;

    // The ticker writes a side without orders as size 0.
    static Price? TickerPrice(JsonElement message, string side) =>
        TickerSize(message, side).IsZero ? null : Price.Parse(Text(message, $"{side}_dollars"), side);

    static Quantity TickerSize(JsonElement message, string side) => Quantity.Parse(Text(message, $"{side}_size_fp"), side);

    static BookLevel[] Levels(JsonElement message, string side) => message.TryGetProperty(side, out var levels)
        ? [.. levels.EnumerateArray().Select(level => new BookLevel(Price.Parse(level[0].GetString()!, side), Quantity.Parse(level[1].GetString()!, side)))]
        : [];

    static string Text(JsonElement message, string name) => message.GetProperty(name).GetString()!;
}
