using FsCheck;
using FsCheck.Fluent;

namespace Kalshi.Trading.Tests.Books;

public class OrderBookProperties
{
    // Mostly the regular feed, so that books live long enough to matter; then each way in which feeds go wrong.
    enum Kind
    {
        Delta,
        Snapshot,
        Repeated,
        Gap,
        ForeignSession,
        NewSession,
        MarkStale,
        Restart,
    }

    sealed record Step(Kind Kind, Side Side, int PriceSteps, int Change, BookLevel[] YesBids, BookLevel[] NoBids);

    [Fact]
    public void The_book_equals_two_dictionaries_whatever_the_feed_does() =>
        Prop.ForAll(Feeds, feed =>
        {
            var run = new Run();
            foreach (var step in feed)
                run.Apply(step);
            return true;
        }).Holds(2_000);

    [Fact]
    public void Exchanging_yes_and_no_gives_the_complementary_book() =>
        Prop.ForAll(Snapshots, snapshot =>
        {
            var book = BookOf(snapshot.Yes, snapshot.No);
            var mirror = BookOf(snapshot.No, snapshot.Yes);
            book.TryGetTop(out var top);
            mirror.TryGetTop(out var mirrored);
            return mirrored == top.Complement() && mirrored.Complement() == top
                && mirrored.IsCrossed == top.IsCrossed && mirrored.IsLocked == top.IsLocked && mirrored.Spread == top.Spread
                && (top.MidCents is not { } mid || Math.Abs(mirrored.MidCents!.Value - (100 - mid)) < 1e-9);
        }).Holds();

    [Fact]
    public void Crossed_means_that_the_best_bids_sum_to_more_than_a_dollar_and_locked_to_exactly_one() =>
        Prop.ForAll(Snapshots, snapshot =>
        {
            BookOf(snapshot.Yes, snapshot.No).TryGetTop(out var top);
            var sum = snapshot.Yes.Concat(snapshot.No).Any() && snapshot.Yes.Length > 0 && snapshot.No.Length > 0
                ? snapshot.Yes.Max(level => level.Price.Steps) + snapshot.No.Max(level => level.Price.Steps)
                : 0;
            return top.IsCrossed == sum > Price.Scale && top.IsLocked == (sum == Price.Scale);
        }).Holds();

    [Fact]
    public void Equal_books_have_equal_hashes_and_a_restored_book_is_equal() =>
        Prop.ForAll(Snapshots, snapshot =>
        {
            var book = BookOf(snapshot.Yes, snapshot.No);
            var shuffled = BookOf([.. snapshot.Yes.Reverse()], [.. snapshot.No.Reverse()]);
            var restored = OrderBook.Restore(book.ToCheckpoint());
            return book.ContentEquals(shuffled) && restored.ContentEquals(book)
                && book.ContentHash() == shuffled.ContentHash() && book.ContentHash() == restored.ContentHash();
        }).Holds();

    static OrderBook BookOf(BookLevel[] yes, BookLevel[] no)
    {
        var book = new OrderBook();
        Assert.Equal(BookOutcome.Applied, book.ApplySnapshot(yes, no, BookText.At(1)));
        return book;
    }

    // Few prices, so that deltas meet levels, touch the best and cross; a wide ladder now and then, so that the search leaves the top.
    static Gen<int> Prices => Gen.OneOf(Gen.Choose(45, 55).Select(cents => cents * 100), Gen.Choose(0, 10_000));

    static Gen<BookLevel[]> Ladder =>
        Prices.Zip(Gen.Choose(1, 500), (price, size) => new BookLevel(Price.FromSteps(price), Quantity.FromSteps(size)))
            .ListOf().Select(levels => levels.DistinctBy(level => level.Price).ToArray());

    static Arbitrary<(BookLevel[] Yes, BookLevel[] No)> Snapshots => Ladder.Zip(Ladder, (yes, no) => (yes, no)).ToArbitrary();

    static Arbitrary<Step[]> Feeds
    {
        get
        {
            var kinds = Gen.Frequency(
                (80, Gen.Constant(Kind.Delta)), (5, Gen.Constant(Kind.Snapshot)), (3, Gen.Constant(Kind.Repeated)),
                (2, Gen.Constant(Kind.Gap)), (2, Gen.Constant(Kind.ForeignSession)), (2, Gen.Constant(Kind.NewSession)),
                (2, Gen.Constant(Kind.MarkStale)), (4, Gen.Constant(Kind.Restart)));
            var changes = Gen.Frequency((6, Gen.Choose(0, 500)), (3, Gen.Choose(-100, -1)));
            var steps =
                from kind in kinds
                from side in Gen.Elements(Side.Yes, Side.No)
                from price in Prices
                from change in changes
                from yes in Ladder
                from no in Ladder
                select new Step(kind, side, price, change, yes, no);
            return steps.ListOf().Select(feed => feed.ToArray()).ToArbitrary();
        }
    }

    sealed class Run
    {
        readonly NaiveBook _naive = new();
        OrderBook _book = new();
        int _session = 1;
        long _sequence;

        internal void Apply(Step step)
        {
            var session = $"s{_session}";
            switch (step.Kind)
            {
                case Kind.Delta:
                    Delta(step, session, _sequence + 3, _sequence);
                    _sequence += 3;
                    break;
                case Kind.Repeated:
                    Delta(step, session, _sequence, _sequence - 1);
                    Snapshot(step, session, _sequence - 1);
                    break;
                case Kind.Gap:
                    Delta(step, session, _sequence + 5, _sequence + 4);
                    _sequence += 5;
                    break;
                case Kind.ForeignSession:
                    Delta(step, "other", _sequence + 1, _sequence);
                    break;
                case Kind.Snapshot:
                    Snapshot(step, session, ++_sequence);
                    break;
                case Kind.NewSession:
                    _sequence = 1;
                    Snapshot(step, $"s{++_session}", _sequence);
                    break;
                case Kind.MarkStale:
                    _book.MarkStale(StaleReason.FeedGap, "gap");
                    _naive.Stale();
                    break;
                case Kind.Restart:
                    _book = OrderBook.Restore(_book.ToCheckpoint());
                    break;
            }
            Compare();
        }

        void Snapshot(Step step, string session, long sequence) => Assert.Equal(
            _naive.Snapshot(step.YesBids, step.NoBids, session, sequence),
            _book.ApplySnapshot(step.YesBids, step.NoBids, BookText.At(sequence, session)));

        void Delta(Step step, string session, long sequence, long previous) => Assert.Equal(
            _naive.Delta(step.Side, step.PriceSteps, step.Change, session, sequence, previous),
            _book.ApplyDelta(step.Side, Price.FromSteps(step.PriceSteps), Quantity.FromSteps(step.Change), BookText.At(sequence, session), previous));

        void Compare()
        {
            Assert.Equal(_naive.State, _book.State);
            Assert.Equal(_naive.State == BookState.Live, _book.TryGetTop(out var top));
            Assert.Equal(_naive.Top(), top);
            Assert.Equal(_naive.Bids(Side.Yes), _book.ToCheckpoint().YesBids);
            Assert.Equal(_naive.Bids(Side.No), _book.ToCheckpoint().NoBids);
        }
    }
}
