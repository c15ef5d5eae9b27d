using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Kalshi.Trading;

namespace Kalshi.Book.Benchmarks;

/// <summary>One market's snapshot and the deltas after it, as messages and as the UTF-8 frames that carried them.</summary>
sealed class Feed
{
    internal const int Deltas = 10_000;

    internal required BookLevel[] YesBids { get; init; }

    internal required BookLevel[] NoBids { get; init; }

    internal required Delta[] Messages { get; init; }

    internal required byte[][] Frames { get; init; }

    internal long FirstSequence => DeltaFrame.TryRead(Frames[0], out var first) ? first.Sequence : 0;

    /// <summary>Where the snapshot stands; the deltas follow one by one.</summary>
    internal static FeedPosition Start => new("session", 2, 1);

    /// <summary>The capture in the file that KALSHI_CAPTURE names, or a made-up feed with the same habits.</summary>
    internal static Feed Load() =>
        Environment.GetEnvironmentVariable("KALSHI_CAPTURE") is { Length: > 0 } file ? Recorded(file) : Generated();

    /// <summary>110 levels a side; two thirds of the deltas within five levels of the best, one in ten adds or removes a
    /// level: what the captures of KXBTC15M show.</summary>
    static Feed Generated()
    {
        var random = new Random(20_260_213);
        var ladders = new[] { Ladder(4_700), Ladder(5_200) };
        var (yes, no) = (Levels(ladders[0]), Levels(ladders[1]));
        var messages = new Delta[Deltas];
        for (var i = 0; i < Deltas; i++)
        {
            var side = (Side)random.Next(2);
            var ladder = ladders[(int)side];
            var rank = random.NextDouble() < 2.0 / 3 ? random.Next(5) : random.Next(ladder.Count);
            var price = ladder.Keys[Math.Max(0, ladder.Count - 1 - rank)];
            var size = ladder[price];
            var change = random.Next(20) switch
            {
                0 when ladder.Count > 90 => -size,
                1 when !ladder.ContainsKey(price - 10) => random.Next(1, 50_000),
                _ => random.Next(100, 5_000) * (random.Next(2) == 0 && size > 5_000 ? -1 : 1),
            };
            var target = change > 0 && !ladder.ContainsKey(price - 10) && random.Next(20) == 0 ? price - 10 : price;
            ladder[target] = ladder.GetValueOrDefault(target) + change;
            if (ladder[target] == 0)
                ladder.Remove(target);
            messages[i] = new(side, Price.FromSteps(target), Quantity.FromSteps(change));
        }
        return new() { YesBids = yes, NoBids = no, Messages = messages, Frames = [.. messages.Select((delta, i) => Frame(delta, i + 2))] };

        SortedList<int, long> Ladder(int best) =>
            new(Enumerable.Range(0, 110).ToDictionary(level => best - level * 40, _ => (long)random.Next(100, 500_000)));
    }

    static BookLevel[] Levels(SortedList<int, long> ladder) =>
        [.. ladder.Select(pair => new BookLevel(Price.FromSteps(pair.Key), Quantity.FromSteps(pair.Value)))];

    static byte[] Frame(Delta delta, long sequence) => Encoding.UTF8.GetBytes(
        $$$"""{"type":"orderbook_delta","sid":2,"seq":{{{sequence}}},"msg":{"delta_fp":"{{{delta.Change}}}","market_id":"9f7336db-3cc1-4690-b6ec-c59ec473689e","market_ticker":"KXBTC15M-26MAY110830-30","price_dollars":"{{{delta.Price}}}","side":"{{{(delta.Side == Side.Yes ? "yes" : "no")}}}","ts":"2026-05-11T12:17:32.135884Z","ts_ms":1778501852135}}""");

    static Feed Recorded(string file)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        JsonElement? snapshot = null;
        var frames = new List<byte[]>();
        while (frames.Count < Deltas && text.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            if (!document.RootElement.TryGetProperty("frame", out var frame))
                continue;
            switch (frame.GetProperty("type").GetString())
            {
                case "orderbook_snapshot":
                    snapshot = frame.GetProperty("msg").Clone();
                    frames.Clear();
                    break;
                case "orderbook_delta":
                    // The captures lost the subscription's id, which every frame on the wire has.
                    frames.Add(Encoding.UTF8.GetBytes(frame.GetRawText().Replace(",\"seq\"", ",\"sid\":2,\"seq\"", StringComparison.Ordinal)));
                    break;
            }
        }
        var messages = frames.Select(frame => DeltaFrame.TryRead(frame, out var read) ? read.Delta : throw new InvalidDataException(file)).ToArray();
        return new() { YesBids = Levels(snapshot!.Value, "yes_dollars_fp"), NoBids = Levels(snapshot.Value, "no_dollars_fp"), Messages = messages, Frames = [.. frames] };
    }

    static BookLevel[] Levels(JsonElement snapshot, string side) =>
        [.. snapshot.GetProperty(side).EnumerateArray().Select(level => new BookLevel(Price.Parse(level[0].GetString()!, side), Quantity.Parse(level[1].GetString()!, side)))];
}

readonly record struct Delta(Side Side, Price Price, Quantity Change);
