using Kalshi.Grains.Events;
using Kalshi.Grains.Orders;
using Kalshi.Trading;
using Microsoft.Extensions.Logging;

namespace Kalshi.Grains.Reconciliation;

/// <summary>Two sets of books, side by side. The venue's hold: where ours differ they are corrected, and somebody is told.</summary>
public sealed partial class ReconciliationGrain(
    [PersistentState("reconciliation")] IPersistentState<ReconciliationState> state,
    IEventRecorder recorder,
    OrderVenues venues,
    ReconciliationOptions options,
    VenueClock clock,
    ILogger<ReconciliationGrain> logger) : Grain, IReconciliationGrain
{
    static readonly TimeSpan VenuePatience = TimeSpan.FromSeconds(30);

    // Longer than any listing reaches back.
    const long RememberSeconds = 7 * 24 * 3600;

    long _runs;
    string? _fault;
    bool _balanceDiffered;

    string AccountName => this.GetPrimaryKeyString();

    IPositionGrain Account => GrainFactory.GetGrain<IPositionGrain>(AccountName);

    ITradingGateGrain Gate => GrainFactory.GetGrain<ITradingGateGrain>(GateScope.Global);

    public async Task<ReconciliationView> RunAsync()
    {
        if (venues.Find(AccountName) is not { KeepsBooks: true } venue)
        {
            // Nobody else has books about this account.
            _runs++;
            return View();
        }
        try
        {
            var startedTs = clock.NowTs;
            var findings = await CompareAsync(venue);
            await ConcludeAsync(findings, startedTs);
            _fault = null;
            _runs++;
        }
        catch (Exception e) when (e is VenueUnavailableException or OperationCanceledException)
        {
            // No evidence: neither better nor worse than before.
            _fault = e.Message;
            LogNoEvidence(AccountName, e.Message);
        }
        return View();
    }

    public async Task<ReconciliationView> AcknowledgeAsync(string actor, string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(actor);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        if (state.State.Unexplained.Count == 0)
            return View();
        var last = state.State.Unexplained[^1].FindingId;
        await recorder.RecordAsync([new OperatorAction(
            $"acknowledge:{last}", $"account:{AccountName}", clock.NowTs, "acknowledge", actor, reason)]);
        var oldest = clock.NowTs - RememberSeconds;
        await StoreAsync(state.State with
        {
            Unexplained = [],
            Acknowledged = [.. state.State.Acknowledged.Concat(state.State.Unexplained).Where(f => f.Ts >= oldest)],
        });
        await Gate.ClearAsync(GateCauses.ReconciliationMismatch, $"{actor}: {reason}");
        LogAcknowledged(AccountName, actor, reason);
        return View();
    }

    public Task<ReconciliationView> ViewAsync() => Task.FromResult(View());

    /// <summary>Looks until nothing is left that every look has found, or often enough for what is left to count.</summary>
    async Task<IReadOnlyList<ReconciliationFinding>> CompareAsync(IOrderVenue venue)
    {
        var sinceTs = (state.State.RunTs ?? clock.NowTs) - options.LookBackSeconds;
        BookComparison? earlier = null;
        for (var look = 1; ; look++)
        {
            using var limit = new CancellationTokenSource(VenuePatience, clock.Time);
            var truth = await venue.TruthAsync(sinceTs, limit.Token);
            var books = await RefreshAsync(truth);
            var comparison = new BookComparison(books, truth, clock.NowTs, options, earlier);
            if (comparison.IsClean || look >= options.Looks)
                return await AdoptAsync(comparison, truth);
            earlier = comparison;
        }
    }

    /// <summary>Our side: orders that the venue sees otherwise ask for themselves first.</summary>
    async Task<OurBooks> RefreshAsync(VenueTruth truth)
    {
        var known = truth.Orders.Where(o => o.ClientOrderId.StartsWith(AccountName + ":", StringComparison.Ordinal)).ToDictionary(o => o.ClientOrderId);
        var orders = new Dictionary<string, OrderView>();
        foreach (var orderId in (await Account.PendingOrdersAsync()).Union(known.Keys.Order(StringComparer.Ordinal)))
        {
            var grain = GrainFactory.GetGrain<IOrderGrain>(orderId);
            var order = await grain.ViewAsync();
            var isSame = order is { Done: true } || (known.TryGetValue(orderId, out var theirs) && BookComparison.Agree(order, theirs));
            if (!isSame)
                order = await grain.RefreshAsync();
            if (order is not null)
                orders[orderId] = order;
        }
        var account = await Account.ViewAsync();
        var markets = new Dictionary<MarketTicker, MarketView>();
        foreach (var market in account.Open.Select(p => p.Market).Union(truth.Positions.Select(p => p.Market)))
            markets[market] = await GrainFactory.GetGrain<IMarketGrain>(market.Value).ViewAsync();
        return new(AccountName, orders, account, markets, state.State.Baseline);
    }

    async Task<IReadOnlyList<ReconciliationFinding>> AdoptAsync(BookComparison comparison, VenueTruth truth)
    {
        var findings = new List<ReconciliationFinding>();
        var known = state.State.Unexplained.Concat(state.State.Acknowledged).Select(f => (f.Kind, f.Subject)).ToHashSet();
        foreach (var (kind, subject, ours, venues) in comparison.Orders.Where(d => !known.Contains((d.Kind, d.Subject))))
            findings.Add(Finding(findings.Count, kind, subject, ours, venues));
        foreach (var gap in comparison.Positions)
            findings.Add(Finding(findings.Count, "position", gap.Market.Value, gap.Ours.ToString(), gap.Venues.ToString()));
        if (comparison.BalanceGap is { } balance)
        {
            // Cash may be on its way between two listings: it counts when it is found twice.
            if (_balanceDiffered)
                findings.Add(Finding(findings.Count, "balance", AccountName, balance.Ours.ToString(), balance.Venues.ToString()));
            _balanceDiffered = !_balanceDiffered;
        }
        else
        {
            _balanceDiffered = false;
        }

        if (findings.Count > 0)
            await recorder.RecordAsync([.. findings]);
        foreach (var gap in comparison.Positions)
        {
            var id = findings.First(f => f.Kind == "position" && f.Subject == gap.Market.Value).FindingId;
            await Account.AdoptAsync(
                id, gap.Market, gap.Venues.Steps < 0 ? Side.No : Side.Yes, gap.Venues.Steps < 0 ? -gap.Venues : gap.Venues, gap.Cost,
                $"we believed {gap.Ours}");
        }
        var isSettled = comparison is { PositionsAgree: true, IsQuiet: true };
        var rebase = state.State.Baseline is null ? isSettled : findings.Any(f => f.Kind is "balance" or "position");
        if (rebase && truth.Balance is { } available)
            state.State = state.State with { Baseline = available + truth.Held - (await Account.ViewAsync()).Cash };
        return findings;
    }

    async Task ConcludeAsync(IReadOnlyList<ReconciliationFinding> findings, long startedTs)
    {
        foreach (var finding in findings)
            LogFinding(AccountName, finding.Kind, finding.Subject, finding.Ours, finding.Venues);
        await StoreAsync(state.State with
        {
            RunTs = startedTs,
            Unexplained = [.. state.State.Unexplained, .. findings.Where(f => !f.Explained)],
            Findings = state.State.Findings + findings.Count,
        });
        if (state.State.Unexplained is { Count: > 0 } open)
        {
            await Gate.RaiseAsync(GateCauses.Mismatch(
                $"account {AccountName}: {open.Count} differences, the last in {open[^1].Kind} {open[^1].Subject}: ours {open[^1].Ours}, the venue's {open[^1].Venues}"));
        }
        else
        {
            await Gate.ClearAsync(GateCauses.ReconciliationPending, $"account {AccountName} agrees with its venue");
        }
    }

    ReconciliationFinding Finding(int index, string kind, string subject, string ours, string venues) => new(
        $"{AccountName}:{state.State.Findings + index + 1}:{clock.NowTs}", AccountName, clock.NowTs, kind, subject, ours, venues, Explained: false);

    Task StoreAsync(ReconciliationState next)
    {
        state.State = next;
        return state.WriteStateAsync();
    }

    ReconciliationView View() => new(
        AccountName,
        state.State.Unexplained.Count > 0 ? ReconciliationView.UnexplainedState
            : _runs == 0 ? ReconciliationView.Pending
            : ReconciliationView.GreenState,
        state.State.RunTs, _fault, _runs, state.State.Unexplained);

    [LoggerMessage(4401, LogLevel.Warning, "Account {Account} could not be reconciled, which proves nothing: {Fault}")]
    partial void LogNoEvidence(string account, string fault);

    [LoggerMessage(4402, LogLevel.Critical, "Account {Account} and its venue differ in {Kind} {Subject}: ours {Ours}, the venue's {Venues}")]
    partial void LogFinding(string account, string kind, string subject, string ours, string venues);

    [LoggerMessage(4403, LogLevel.Warning, "Account {Account}: differences acknowledged by {Actor}: {Reason}")]
    partial void LogAcknowledged(string account, string actor, string reason);
}
