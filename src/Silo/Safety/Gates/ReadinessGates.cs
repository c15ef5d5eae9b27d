using System.Globalization;
using Kalshi.Bus;
using Kalshi.Grains;
using Kalshi.Silo.Recording;
using Kalshi.Storage;
using Kalshi.Trading;

namespace Kalshi.Silo.Safety.Gates;

/// <summary>The seven gates before real capital, section 10 of the redesign document, as checks over the record.</summary>
/// <remarks>Two of them are work of people or of another program: they are green once somebody has attested them with evidence, which
/// is an event like any other.</remarks>
sealed class ReadinessGates(ReadinessQueries queries, EventRecord record, SafetyOptions safety, VenueClock clock)
{
    internal const string ReplayParity = "replay_parity";
    internal const string Runbooks = "runbooks";
    internal const string Passed = "attest_pass";
    internal const string Failed = "attest_fail";

    /// <summary>Gates that wait for an attestation.</summary>
    internal static readonly string[] Attested = [ReplayParity, Runbooks];

    const long DaySeconds = 86_400;
    const long WindowDays = 30;
    const long FinalDays = 7;
    const long RunbookDays = 90;
    const int RestartsPerHour = 3;
    const double PersistSeconds = 2;
    const double DeadLetterShare = 0.001;
    static readonly TimeSpan SoakLength = TimeSpan.FromDays(FinalDays);

    internal static string ScopeOf(string gate) => "gates:" + gate;

    internal async Task<CheckReport> CheckAsync(CancellationToken stop)
    {
        var now = clock.NowTs;
        var actions = await queries.ActionsAsync(now - RunbookDays * DaySeconds, stop);
        var soaks = new SoakHistory(actions, await MinutesAsync(actions, now, stop));
        CheckResult[] checks =
        [
            Soak(soaks, TradingMode.Shadow, now),
            Soak(soaks, TradingMode.Paper, now),
            Parity(actions),
            await DrillsAsync(actions, now, stop),
            RunbookDrill(actions),
            await PersistenceAsync(now, stop),
            await StabilityAsync(actions, now, stop),
        ];
        return new(checks.All(c => c.Green), safety.Mode.Name, safety.RealCapital, StartRecord.Build, checks);
    }

    async Task<HashSet<long>> MinutesAsync(IReadOnlyList<RecordedAction> actions, long now, CancellationToken stop)
    {
        var minutes = new HashSet<long>();
        var first = actions.FirstOrDefault(a => a.Action == StartRecord.Action)?.Ts ?? now;
        for (var day = Math.Max(first, now - WindowDays * DaySeconds); day / DaySeconds <= now / DaySeconds; day += DaySeconds)
            minutes.UnionWith(await queries.SnapshotMinutesAsync(day, stop));
        return minutes;
    }

    CheckResult Soak(SoakHistory history, TradingMode mode, long now)
    {
        var soak = history.Longest(mode.Name, now - WindowDays * DaySeconds, now);
        var length = string.Create(CultureInfo.InvariantCulture, $"{soak.Length.TotalDays:0.00} of {FinalDays} days in {mode.Name} without a critical breach");
        return Result($"{mode.Name}_soak", soak.Length >= SoakLength, soak.Broken is null ? length : $"{length}; last broken {soak.Broken}");
    }

    CheckResult Parity(IReadOnlyList<RecordedAction> actions)
    {
        var last = LastAttestation(actions, ReplayParity);
        return Result(
            ReplayParity,
            last is { Action: Passed } && last.Reason.EndsWith($"build {StartRecord.Build}", StringComparison.Ordinal),
            last is null ? $"nobody has attested the parity suite for build {StartRecord.Build} (kalshi gates attest {ReplayParity})"
                : $"{last.Action} by {last.Actor} at {Time(last.Ts)}: {last.Reason}; this is build {StartRecord.Build}");
    }

    CheckResult RunbookDrill(IReadOnlyList<RecordedAction> actions)
    {
        var last = LastAttestation(actions, Runbooks);
        return Result(
            Runbooks, last is { Action: Passed },
            last is null ? $"nobody has attested a dry run of alerts and runbooks in {RunbookDays} days (kalshi gates attest {Runbooks})"
                : $"{last.Action} by {last.Actor} at {Time(last.Ts)}: {last.Reason}");
    }

    /// <summary>A halt by an operator under which nothing new was sent until its release, and an order that a risk limit refused.</summary>
    async Task<CheckResult> DrillsAsync(IReadOnlyList<RecordedAction> actions, long now, CancellationToken stop)
    {
        var since = now - WindowDays * DaySeconds;
        RecordedAction[] switches = [.. actions.Where(a => a is { Scope: GateScope.Global, Action: "halt" or "release" } && a.Ts >= since)];
        var held = 0;
        for (var i = 0; i + 1 < switches.Length; i++)
        {
            if (switches[i].Action == "halt" && switches[i + 1].Action == "release" && switches[i + 1].Ts > switches[i].Ts
                && await queries.NewOrdersAsync(switches[i].Ts + 1, switches[i + 1].Ts, stop) == 0)
                held++;
        }
        var refused = await queries.RiskRefusalsAsync(since, stop);
        return Result(
            "drills", held > 0 && refused > 0,
            $"{held} halts held until their release, {refused} orders refused by a risk limit, in {WindowDays} days; one of each is needed");
    }

    async Task<CheckResult> PersistenceAsync(long now, CancellationToken stop)
    {
        var p99 = await queries.PersistLatencyP99Async(now - FinalDays * DaySeconds, stop);
        return Result(
            "publish_to_persist", p99 < PersistSeconds,
            p99 is null ? $"no event in {FinalDays} days"
                : string.Create(CultureInfo.InvariantCulture, $"p99 {p99:0.000} s of {PersistSeconds} s over {FinalDays} days"));
    }

    async Task<CheckResult> StabilityAsync(IReadOnlyList<RecordedAction> actions, long now, CancellationToken stop)
    {
        long[] starts = [.. actions.Where(a => a.Action == StartRecord.Action && a.Ts >= now - FinalDays * DaySeconds).Select(a => a.Ts)];
        var storm = starts.Length == 0 ? 0 : starts.Max(ts => starts.Count(other => other >= ts && other < ts + 3600));
        var dead = (await record.JetStream.FindStreamAsync(StreamTopology.DeadLetter, stop))?.State.Messages ?? 0;
        var events = (await record.JetStream.FindStreamAsync(StreamTopology.MarketEvents, stop))?.State.Messages ?? 0;
        var share = events == 0 ? (dead == 0 ? 0 : 1) : dead / (double)events;
        // The first start of an hour is no restart.
        return Result(
            "stability", storm <= RestartsPerHour + 1 && share < DeadLetterShare,
            string.Create(CultureInfo.InvariantCulture, $"at most {Math.Max(0, storm - 1)} restarts in an hour of {FinalDays} days ({RestartsPerHour} allowed); {dead} dead letters kept beside {events} market events ({share:P3}, below {DeadLetterShare:P1} allowed)"));
    }

    CheckResult Result(string name, bool green, string detail) => new(name, green, safety.RealCapital, detail);

    static RecordedAction? LastAttestation(IReadOnlyList<RecordedAction> actions, string gate) =>
        actions.LastOrDefault(a => a.Scope == ScopeOf(gate) && a.Action is Passed or Failed);

    static string Time(long ts) => DateTimeOffset.FromUnixTimeSeconds(ts).ToString("u", CultureInfo.InvariantCulture);
}
