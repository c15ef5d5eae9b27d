using System.Text;
using Kalshi.Fuzzing;

namespace Kalshi.Venues.Tests;

public class Hostile_frames_never_escape
{
    static readonly int Mutations = Mutation.Count(100_000);

    static readonly string[] Samples =
    [
        SessionScript.Snapshot(1, SessionScript.A),
        SessionScript.Delta(2, SessionScript.A),
        """{"type":"ticker","sid":1,"msg":{"market_ticker":"KXBTC15M-26MAY110830-30","price_dollars":"0.6800","yes_bid_dollars":"0.6800","yes_ask_dollars":"0.6900","yes_bid_size_fp":"128.94","volume_fp":"73675.58","open_interest_fp":"44375.34","dollar_volume":36837,"ts":1778501853,"ts_ms":1778501853020,"time":"2026-05-11T12:17:33Z"}}""",
        """{"type":"trade","sid":11,"seq":2,"msg":{"trade_id":"d91bc706","market_ticker":"HIGHNY-22DEC23-B53.5","yes_price_dollars":"0.3600","no_price_dollars":"0.6400","count_fp":"136.00","taker_side":"no","taker_outcome_side":"no","is_block_trade":false,"ts_ms":1669149841000}}""",
        """{"type":"market_lifecycle_v2","sid":13,"seq":3,"msg":{"market_ticker":"INXD-23SEP14-B4487","open_ts":1694635200,"close_ts":1694721600,"event_type":"created","floor_strike":4487.5,"price_ranges":[{"start":"0.0000","end":"1.0000","step":"0.0010"}]}}""",
        """{"type":"event_fee_update","sid":5,"seq":9,"msg":{"event_ticker":"KXBTCD-26MAY2018","fee_type_override":"quadratic","fee_multiplier_override":1}}""",
        """{"id":1,"type":"subscribed","msg":{"channel":"orderbook_delta","sid":2}}""",
        """{"id":123,"sid":2,"seq":222,"type":"ok","msg":{"market_tickers":["MARKET-1","MARKET-2"]}}""",
        """{"id":3,"type":"ok","msg":[{"channel":"orderbook_delta","sid":1},{"channel":"ticker","sid":2}]}""",
        """{"id":123,"type":"error","sid":2,"msg":{"code":25,"msg":"Subscription buffer overflow","market_tickers":["A"]}}""",
    ];

    [Fact]
    public void Every_mutation_of_every_kind_of_frame_is_one_message_and_the_session_survives_it()
    {
        var random = new Random(20260511);
        var bytes = Samples.Select(Encoding.UTF8.GetBytes).ToArray();
        var malformed = 0;
        for (var i = 0; i < Mutations;)
        {
            // A session of its own now and then, so that one that gave up does not hide the rest.
            var messages = new List<FeedMessage>();
            var counters = new FeedCounters();
            var session = new FeedSession("1", new() { Channels = [KalshiChannel.OrderBook, KalshiChannel.Ticker] }, counters, random, 1, messages.Add);
            session.Watch([SessionScript.A], 1);
            session.Accept("""{"id":1,"type":"subscribed","msg":{"channel":"orderbook_delta","sid":2}}"""u8, 1);
            session.Accept("""{"id":2,"type":"subscribed","msg":{"channel":"ticker","sid":1}}"""u8, 1);
            for (var j = 0; j < 100; j++, i++)
            {
                messages.Clear();
                session.Accept(Mutation.Of(bytes[random.Next(bytes.Length)], bytes, random), 2);
                Assert.Single(messages, message => message is not ContinuityLost);
                malformed += messages.Count(message => message is MalformedFrame);
            }
            Assert.Equal(102, counters.Frames);
            Assert.Equal(counters.Frames, counters.Snapshots + counters.Deltas + counters.RefusedDeltas + counters.Tickers
                + counters.Trades + counters.Lifecycles + counters.Controls + counters.Malformed);
        }
        Assert.InRange(malformed, Mutations / 2, Mutations);
    }
}
