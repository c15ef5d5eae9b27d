using System.Globalization;

namespace Kalshi.VenueSimulator;

/// <summary>The command line of the simulator's own process.</summary>
/// <param name="Options">What to start.</param>
/// <param name="Control">Print one JSON object a line instead of text for people.</param>
sealed record CommandLine(SimulatorOptions Options, bool Control)
{
    internal const string Help = """
        A local exchange: Kalshi's REST and WebSocket API and Coinbase's WebSocket feeds, from a recording or a seed.

        usage: VenueSimulator (--recording FILE [--spot FILE] [--loop] | --generate --seed N [--history SECONDS]) [options]

          --urls URL               where to listen; port 0 takes a free one (http://127.0.0.1:0)
          --recording FILE         a capture of the stream, *.frames.jsonl.gz
          --spot FILE              spot trades of that time, *.csv.gz (../coinbase/*.csv.gz beside the recording)
          --loop                   the recording begins again when it has ended, with new markets and shifted times
          --generate --seed N      a session made from the seed N: a BTC price, a ladder each hour, a window each 15 minutes
          --history SECONDS        a generated session began so long ago: trades, candlesticks, settled markets are there (0)
          --activity N             a generated session has N times the trades, book changes and spot prices (1)
          --speed N|max            N: the clock runs N times as fast, from now on; max: a recording without pacing (1)
          --clock-origin TIME      virtual time at the anchor, ISO 8601: give origin, anchor and rate together, and the
          --clock-anchor TIME      same to the other process: virtual = origin + (wall - anchor) * rate
          --clock-rate N           virtual seconds a wall second
          --start-on-subscribe B   true: a recording starts with the first order book subscription (true)
          --start-delay SECONDS    from that subscription to the start, venue time (0.5)
          --api-key-id ID          the key that may connect, with --public-key; else any key may
          --public-key FILE        its RSA public key, PEM
          --send-buffer FRAMES     frames that may wait for a slow client (20000)
          --balance DOLLARS        every key's account at its first use (1000)
          --fee-precision DOLLARS  to what balances are rounded after a fill: 0.0001 (direct members) or 0.01 (0.0001)
          --tier NAME              rate limits: basic, advanced, premier, paragon or prime (basic)
          --historical-after SECONDS   older settled markets, trades, fills and orders only below /historical (90 days)
          --faults FILE            what goes wrong on purpose, one fault a line; # begins a comment
          --control                print status as JSON lines

        faults: "at 30s FAULT" from the session's start, "after 500 CHANNEL FAULT" once so many frames were published;
        lasting ones with "for": "at 100s for 20s silence kalshi"
          once:     skip CHANNEL|coinbase [COUNT], duplicate CHANNEL, swap CHANNEL, error CHANNEL CODE, cut kalshi|coinbase
          lasting:  silence kalshi|coinbase (half-open), drip kalshi|coinbase BYTES_PER_SECOND, rest STATUS (429, 5xx),
                    truncate (answers end in the middle), pages ITEMS (short pages), maintenance (trading pause),
                    order-timeout (accepted, never answered), order-without-body (201 {})

        paths: /trade-api/v2, /trade-api/ws/v2, /coinbase/advanced-trade (and /), /coinbase/exchange, /simulator/status
        """;

    static readonly string[] ClockParts = ["--clock-origin", "--clock-anchor", "--clock-rate"];

    static readonly string[] Switches = ["--generate", "--control", "--loop"];

    static readonly string[] Values =
    [
        "--urls", "--recording", "--spot", "--seed", "--speed", "--clock-origin", "--clock-anchor", "--clock-rate",
        "--start-on-subscribe", "--start-delay", "--api-key-id", "--public-key", "--send-buffer", "--faults", "--balance",
        "--history", "--activity", "--tier", "--historical-after", "--fee-precision",
    ];

    /// <exception cref="ArgumentException">An unknown option, or a value that is missing or malformed; the message names it.</exception>
    internal static CommandLine Parse(IReadOnlyList<string> args, TimeProvider wall)
    {
        var given = Read(args);
        var generate = given.ContainsKey("--generate");
        if (generate != given.ContainsKey("--seed"))
            throw new ArgumentException("--generate and --seed are given together");

        var clock = Clock(given, wall, out var paced);
        var defaults = new SimulatorOptions();
        var options = new SimulatorOptions
        {
            Urls = given.GetValueOrDefault("--urls", defaults.Urls),
            Recording = given.GetValueOrDefault("--recording"),
            Spot = given.GetValueOrDefault("--spot"),
            Loop = given.ContainsKey("--loop"),
            History = TimeSpan.FromSeconds((double)Number(given, "--history", 0)),
            Activity = (double)Number(given, "--activity", (decimal)defaults.Activity),
            Tier = given.GetValueOrDefault("--tier", defaults.Tier),
            HistoricalAfter = TimeSpan.FromSeconds((double)Number(given, "--historical-after", (decimal)defaults.HistoricalAfter.TotalSeconds)),
            Seed = generate ? (int)Number(given, "--seed", 0) : null,
            // Whoever states the virtual clock states when the generated world begins, unless it has a history.
            GeneratedStart = given.ContainsKey("--clock-origin") && !given.ContainsKey("--history") ? Time(given, "--clock-origin") : null,
            Paced = paced,
            StartOnSubscribe = Boolean(given, "--start-on-subscribe", defaults.StartOnSubscribe),
            StartDelay = TimeSpan.FromSeconds((double)Number(given, "--start-delay", (decimal)defaults.StartDelay.TotalSeconds)),
            ApiKeyId = given.GetValueOrDefault("--api-key-id"),
            PublicKeyPem = given.TryGetValue("--public-key", out var file) ? File.ReadAllText(file) : null,
            SendBufferFrames = (int)Number(given, "--send-buffer", defaults.SendBufferFrames),
            StartingBalance = Number(given, "--balance", defaults.StartingBalance),
            FeePrecision = Number(given, "--fee-precision", defaults.FeePrecision),
            Faults = given.TryGetValue("--faults", out var faults) ? File.ReadAllLines(faults) : defaults.Faults,
            Clock = clock,
            TimestampTolerance = defaults.TimestampTolerance * Math.Max(1, ClockStatus.Of(clock).Rate),
        };
        options.Validate();
        return new(options, given.ContainsKey("--control"));
    }

    static Dictionary<string, string> Read(IReadOnlyList<string> args)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < args.Count; i++)
        {
            var name = args[i];
            var value = "";
            if (Values.Contains(name))
                value = ++i < args.Count ? args[i] : throw new ArgumentException($"{name} needs a value");
            else if (!Switches.Contains(name))
                throw new ArgumentException($"'{name}' is no option");
            if (!given.TryAdd(name, value))
                throw new ArgumentException($"{name} is given twice");
        }
        return given;
    }

    static TimeProvider Clock(Dictionary<string, string> given, TimeProvider wall, out bool paced)
    {
        paced = given.GetValueOrDefault("--speed") != "max";
        var parts = ClockParts.Count(given.ContainsKey);
        if (parts is not (0 or 3))
            throw new ArgumentException("--clock-origin, --clock-anchor and --clock-rate are given together");
        if (parts == 3 && given.ContainsKey("--speed") && paced)
            throw new ArgumentException("--speed N and --clock-rate both state the speed: give one");

        try
        {
            if (parts == 3)
                return new RatedTimeProvider(
                    Time(given, "--clock-origin"), Time(given, "--clock-anchor"), (double)Number(given, "--clock-rate", 1), wall);
            var speed = paced ? (double)Number(given, "--speed", 1) : 1;
            return speed == 1 ? wall : new RatedTimeProvider(wall.GetUtcNow(), wall.GetUtcNow(), speed, wall);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new ArgumentException($"the speed of the clock: {e.Message}", e);
        }
    }

    static decimal Number(Dictionary<string, string> given, string name, decimal standard)
    {
        if (!given.TryGetValue(name, out var text))
            return standard;
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value is >= int.MinValue and <= int.MaxValue
            ? value
            : throw new ArgumentException($"{name}: '{text}' is not a number");
    }

    static bool Boolean(Dictionary<string, string> given, string name, bool standard) => given.GetValueOrDefault(name) switch
    {
        null => standard,
        "true" => true,
        "false" => false,
        var other => throw new ArgumentException($"{name}: '{other}' is neither true nor false"),
    };

    static DateTimeOffset Time(Dictionary<string, string> given, string name)
    {
        try
        {
            return WireTime.Parse(given[name], name);
        }
        catch (FormatException e)
        {
            throw new ArgumentException(e.Message, e);
        }
    }
}
