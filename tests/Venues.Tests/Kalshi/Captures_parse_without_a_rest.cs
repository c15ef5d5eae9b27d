using System.Text;
using Kalshi.Trading;

namespace Kalshi.Venues.Tests;

public class Captures_parse_without_a_rest
{
    [RecordingsFact]
    public void Every_frame_of_every_capture_is_a_typed_message_and_no_field_is_unexplained()
    {
        var reader = new KalshiFrameReader(new MarketTable());
        var frames = 0;
        foreach (var file in Recording.Files)
            foreach (var (frame, receivedAtMs) in Recording.Frames(file))
            {
                frames++;
                var message = reader.Read(frame, "capture", receivedAtMs);
                Assert.False(message is MalformedFrame, $"{Path.GetFileName(file)}: {(message as MalformedFrame)?.Reason}: {Encoding.UTF8.GetString(frame)}");
            }
        Assert.True(frames > 0, "the captures hold no frame");
        Assert.Equal(0, reader.UnknownFields);
        Assert.Equal(0, reader.UnknownTypes);
    }

    [RecordingsFact]
    public void Every_book_of_every_capture_stays_continuous_and_no_level_goes_below_nothing()
    {
        foreach (var file in Recording.Files.Where(file => file.EndsWith(".frames.jsonl.gz", StringComparison.Ordinal) && !Path.GetFileName(file).StartsWith("all", StringComparison.Ordinal)))
            foreach (var frames in Recording.Sessions(file))
                Replay(frames);
    }

    static void Replay(List<byte[]> frames)
    {
        var markets = frames.Select(frame => KalshiFrames.Read(frame, "capture", 1)).OfType<BookSnapshotFrame>().Select(snapshot => snapshot.Ticker).Distinct().ToList();
        var books = new Dictionary<(MarketTicker, Side, Price), long>();
        var last = new Dictionary<MarketTicker, long>();
        var counters = new FeedCounters();
        var session = new FeedSession("capture", new() { Channels = [KalshiChannel.OrderBook] }, counters, new Random(1), 1, message =>
        {
            switch (message)
            {
                case BookSnapshotFrame snapshot:
                    last[snapshot.Ticker] = snapshot.Sequence;
                    foreach (var level in snapshot.Yes)
                        books[(snapshot.Ticker, Side.Yes, level.Price)] = level.Size.Steps;
                    foreach (var level in snapshot.No)
                        books[(snapshot.Ticker, Side.No, level.Price)] = level.Size.Steps;
                    break;
                case BookDeltaFrame delta:
                    Assert.Equal(last[delta.Ticker], delta.PreviousSequence);
                    last[delta.Ticker] = delta.Sequence;
                    var size = books.GetValueOrDefault((delta.Ticker, delta.Side, delta.Price)) + delta.Change.Steps;
                    Assert.True(size >= 0, $"seq {delta.Sequence}: {delta.Side} {delta.Price} of {delta.Ticker} has size {size}");
                    books[(delta.Ticker, delta.Side, delta.Price)] = size;
                    break;
            }
        });
        session.Watch(markets, 1);
        session.Accept("""{"id":1,"type":"subscribed","msg":{"channel":"orderbook_delta","sid":2}}"""u8, 1);
        foreach (var frame in frames)
            session.Accept(frame, 1);
        Assert.Equal((0, 0, 0, (long)frames.Count - counters.Snapshots), (counters.Losses, counters.RefusedDeltas, counters.Malformed, counters.Deltas));
        Assert.Null(session.Broken);
    }
}
