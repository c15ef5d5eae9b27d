using Kalshi.Grains;
using Kalshi.Silo.Configuration;
using Kalshi.Silo.Operations;
using Kalshi.Silo.Recording;
using Kalshi.Trading;
using Kalshi.Venues;

namespace Kalshi.Silo.Safety.Gates;

/// <summary>The whole chain that an order would have to pass, asked once from the venue to the limits, each link with its answer.</summary>
sealed class Preflight(
    IGrainFactory grains, StatusReader status, ReadinessGates gates, KalshiRest rest, KalshiCredentials credentials, EventRecord record,
    SiloOptions options, SafetyOptions safety, VenueClock clock)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    internal async Task<CheckReport> RunAsync(CancellationToken stop)
    {
        List<CheckResult> checks =
        [
            new("mode", true, true, safety.RealCapital ? "live, with real capital" : $"{safety.Mode.Name}, without real capital"),
            await CheckAsync("venue", VenueAsync, stop),
            await CheckAsync("keys", KeysAsync, stop, required: safety.Mode == TradingMode.Live),
            await CheckAsync("feeds", FeedsAsync, stop),
            await CheckAsync("bus", BusAsync, stop),
            await CheckAsync("database", DatabaseAsync, stop),
            await CheckAsync("risk_limits", RiskAsync, stop),
        ];
        foreach (var scope in Scopes())
            checks.Add(await CheckAsync($"gate {scope}", _ => GateAsync(scope), stop));
        checks.Add(await CheckAsync("reconciliation", ReconciliationAsync, stop, required: safety.Mode == TradingMode.Live));
        checks.Add(await CheckAsync("readiness_gates", ReadinessAsync, stop, required: safety.RealCapital));
        return new(checks.All(c => c.Green || !c.Required), safety.Mode.Name, safety.RealCapital, StartRecord.Build, checks);
    }

    IEnumerable<string> Scopes() =>
    [
        GateScope.Global, GateScope.Venue(GateScope.Kalshi), .. options.Series.Select(GateScope.Series), GateScope.Strategy(GateScope.EdgeStrategy),
    ];

    async Task<(bool, string)> VenueAsync(CancellationToken stop)
    {
        var exchange = await rest.ExchangeStatusAsync(stop);
        return (exchange is { ExchangeActive: true, TradingActive: true }, $"{options.Kalshi.Environment}: exchange {(exchange.ExchangeActive ? "active" : "not active")}, trading {(exchange.TradingActive ? "active" : "not active")}");
    }

    async Task<(bool, string)> KeysAsync(CancellationToken stop)
    {
        using var http = KalshiRest.CreateHttpClient();
        var report = await new CredentialsSelfTest(http, clock.Time).RunAsync(options.Kalshi, credentials, other: null, stop);
        return (report.Fault == CredentialsFault.None, report.Explanation);
    }

    async Task<(bool, string)> FeedsAsync(CancellationToken stop)
    {
        var feeds = (await status.ReadAsync()).Feeds;
        return (feeds.All(f => f.State == "live"), string.Join(", ", feeds.Select(f => $"{f.Name} {f.State}")));
    }

    async Task<(bool, string)> BusAsync(CancellationToken stop)
    {
        await record.Publisher.FlushAsync(stop);
        var counts = record.Publisher.Counts;
        return (record.Connection.IsConnected, $"{counts.Published} published, {counts.Failures} failed, all others acknowledged");
    }

    Task<(bool, string)> DatabaseAsync(CancellationToken stop)
    {
        var writer = record.Writer.Snapshot;
        var lag = writer.Streams.Values.Sum(s => s.Lag ?? 0);
        return Task.FromResult((writer.Streams.Values.All(s => s.Lag is not null), $"{(writer.Active ? "writing" : "standby")}, {lag} events behind"));
    }

    async Task<(bool, string)> RiskAsync(CancellationToken stop)
    {
        var risk = await grains.GetGrain<IRiskLimitGrain>(safety.Mode.Account).ViewAsync();
        var canary = safety.Mode != TradingMode.Live || risk.Canary is not null || risk.Effective == risk.Limits;
        return (
            canary && -risk.DayPnl < risk.Effective.DailyLoss && -(risk.DayPnl + risk.DayUnrealized) < risk.Effective.DailyLoss,
            $"account {risk.Account}: $ {risk.Used.Notional} of {risk.Effective.Total.Notional} at stake, today {risk.DayPnl} realised and {risk.DayUnrealized} open of -{risk.Effective.DailyLoss}"
                + (risk.Canary is null ? "" : $"; canary, {risk.Canary}"));
    }

    async Task<(bool, string)> GateAsync(string scope)
    {
        var gate = await grains.GetGrain<ITradingGateGrain>(scope).ViewAsync();
        return (gate.EntriesAllowed, gate.Reasons.Count == 0 ? "active" : string.Join("; ", gate.Reasons.Select(r => $"{r.Code}: {r.Detail}")));
    }

    async Task<(bool, string)> ReconciliationAsync(CancellationToken stop)
    {
        var gate = await grains.GetGrain<ITradingGateGrain>(GateScope.Global).ViewAsync();
        var open = gate.Reasons.Where(r =>
            r.Code is GateCauses.ReconciliationPending or GateCauses.ReconciliationMismatch || r.Code.StartsWith(GateCauses.UnknownOrder, StringComparison.Ordinal)).ToArray();
        return (open.Length == 0, open.Length == 0 ? "our books and the venue's agree" : string.Join("; ", open.Select(r => $"{r.Code}: {r.Detail}")));
    }

    async Task<(bool, string)> ReadinessAsync(CancellationToken stop)
    {
        var report = await gates.CheckAsync(stop);
        var red = report.Checks.Where(c => !c.Green).Select(c => c.Name).ToArray();
        return (report.Green, red.Length == 0 ? "all green" : $"not green: {string.Join(", ", red)}");
    }

    static async Task<CheckResult> CheckAsync(
        string name, Func<CancellationToken, Task<(bool Green, string Detail)>> check, CancellationToken stop, bool required = true)
    {
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        try
        {
            var (green, detail) = await check(either.Token).WaitAsync(either.Token);
            return new(name, green, required, detail);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            return new(name, false, required, limit.IsCancellationRequested ? $"no answer within {Patience.TotalSeconds:0} s" : e.Message);
        }
    }
}
