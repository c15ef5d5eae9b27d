using System.Globalization;

namespace Kalshi.VenueSimulator;

/// <summary>Reads the fault language: one fault a line, "#" begins a comment.</summary>
/// <remarks><code>
/// at 30s                      skip orderbook_delta 2      numbers are used up, frames are not sent
/// after 500 orderbook_delta   duplicate orderbook_delta   once that many frames were published
/// at 50s                      swap orderbook_delta
/// at 60s                      error orderbook_delta 10
/// at 90s                      cut kalshi                  or coinbase
/// at 100s for 20s             silence coinbase            half-open
/// at 130s for 5s              drip kalshi 2000            bytes a second
/// at 150s for 10s             rest 429                    or any status from 400 to 599
/// at 170s for 5s              truncate
/// at 180s for 5s              pages 3                     items a page, whatever the limit
/// at 200s for 60s             maintenance
/// at 270s for 10s             order-timeout               accepted, never answered
/// at 290s for 10s             order-without-body          201 {}
/// </code></remarks>
static class FaultScript
{
    /// <exception cref="InvalidDataException">A line that is no fault, with its number and the reason.</exception>
    internal static IReadOnlyList<ScriptedFault> Parse(string name, IEnumerable<string> lines)
    {
        var faults = new List<ScriptedFault>();
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            var words = line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0)
                continue;
            try
            {
                faults.Add(Parse(number, new(words)));
            }
            catch (FormatException e)
            {
                throw new InvalidDataException($"{name}:{number}: {e.Message}", e);
            }
        }
        return faults;
    }

    static ScriptedFault Parse(int number, Words words)
    {
        TimeSpan? at = null;
        var after = 0L;
        var channel = "";
        switch (words.Next("when"))
        {
            case "at": at = words.Seconds("at"); break;
            case "after":
                after = words.Number("after", 1, int.MaxValue);
                channel = words.Channel();
                break;
            case var other: throw new FormatException($"'{other}' is neither at nor after");
        }
        TimeSpan? length = words.TryTake("for") ? words.Seconds("for") : null;
        var fault = ParseFault(words);
        words.End();
        return fault is LastingFault == length is not null
            ? new(number, at, after, channel, length, fault)
            : throw new FormatException(length is null
                ? "this fault holds for a while: say for how long ('for 10s')"
                : "this fault strikes once: 'for' has no meaning");
    }

    static Fault ParseFault(Words words) => words.Next("fault") switch
    {
        "skip" => new SkipFrames(words.ChannelOrCoinbase(), words.HasMore ? words.Number("count", 1, 1_000_000) : 1),
        "duplicate" => new DuplicateFrame(words.Channel()),
        "swap" => new SwapFrames(words.Channel()),
        "error" => new ErrorFrame(words.Channel(), words.Number("code", 1, 28)),
        "cut" => new CutConnections(words.Venue()),
        "silence" => new Silence(words.Venue()),
        "drip" => new Drip(words.Venue(), words.Number("bytes a second", 1, 1_000_000_000)),
        "rest" => new RestStatus(words.Number("status", 400, 599)),
        "truncate" => new TruncatedAnswers(),
        "pages" => new ShortPages(words.Number("items a page", 1, 1000)),
        "maintenance" => new Maintenance(),
        "order-timeout" => new OrderTimeout(),
        "order-without-body" => new OrderWithoutBody(),
        var other => throw new FormatException($"'{other}' is no fault"),
    };

    sealed class Words(string[] words)
    {
        int _next;

        internal bool HasMore => _next < words.Length;

        internal string Next(string what) => HasMore ? words[_next++] : throw new FormatException($"the {what} is missing");

        internal bool TryTake(string word)
        {
            if (!HasMore || words[_next] != word)
                return false;
            _next++;
            return true;
        }

        internal TimeSpan Seconds(string what)
        {
            var text = Next(what);
            return text.EndsWith('s')
                && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
                && seconds < 1e7
                ? TimeSpan.FromSeconds(seconds)
                : throw new FormatException($"{what}: '{text}' is not seconds like 1.5s");
        }

        internal int Number(string what, int least, int largest)
        {
            var text = Next(what);
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= largest
                ? value
                : throw new FormatException($"{what}: '{text}' is not a number from {least} to {largest}");
        }

        internal string Channel() => Next("channel") is var channel && Channels.All.Contains(channel)
            ? channel
            : throw new FormatException($"'{channel}' is no channel");

        internal string ChannelOrCoinbase() => TryTake("coinbase") ? "coinbase" : Channel();

        internal FaultyVenue Venue() => Next("venue") switch
        {
            "kalshi" => FaultyVenue.Kalshi,
            "coinbase" => FaultyVenue.Coinbase,
            var other => throw new FormatException($"'{other}' is neither kalshi nor coinbase"),
        };

        internal void End()
        {
            if (HasMore)
                throw new FormatException($"'{words[_next]}' is one word too many");
        }
    }
}
