using Kalshi.Grains.Events;
using Kalshi.Grains.Gate;
using Kalshi.Grains.State;
using Kalshi.Trading;
using Kalshi.Trading.Risk;
using Microsoft.Extensions.Logging;

namespace Kalshi.Grains.Risk;

/// <summary>One account's limits. Grants are given one at a time and stored before they are said, so neither orders that run together
/// nor a restart in between can pass a limit.</summary>
public sealed partial class RiskLimitGrain(
    [PersistentState("risk")] IPersistentState<RiskState> state,
    IEventRecorder recorder,
    RiskLimitGrainOptions options,
    VenueClock clock,
    ILogger<RiskLimitGrain> logger) : Grain, IRiskLimitGrain
{
    const long DaySeconds = 86_400;

    string Account => this.GetPrimaryKeyString();

    RiskLimits Limits => state.State.Limits ?? options.Defaults;

    string? Canary => state.State.LiveSinceTs is { } since ? options.Canary.Describe(since, state.State.OrdersSinceLive, clock.NowTs) : null;

    RiskLimits Effective => Canary is null ? Limits : options.Canary.Apply(Limits);

    RiskBook Book => new() { Positions = state.State.Positions, Orders = state.State.Orders, Grants = state.State.Grants };

    long Today => clock.NowTs / DaySeconds;

    Money DayPnl => Today == state.State.Day ? state.State.RealizedPnl - state.State.DayStartPnl : Money.Zero;

    Money DayUnrealized => Today == state.State.Day ? state.State.Unrealized - state.State.DayStartUnrealized : Money.Zero;

    public override async Task OnActivateAsync(CancellationToken cancellationToken) => await RefreshAsync();

    public async Task<string?> ReserveAsync(string orderId, OrderIntent intent, bool reducesExposure, long? atTs)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(orderId);
        var order = new OrderStake(GateScope.Kalshi, intent.Market, intent.LimitPrice, intent.Quantity, reducesExposure);
        var book = Book;
        var (next, refusal) = book.Reserve(Effective, orderId, order, DayPnl, atTs ?? clock.NowTs);
        if (refusal is not null)
        {
            LogRefused(Account, orderId, refusal);
            return refusal;
        }
        if (!ReferenceEquals(next, book))
            await state.CommitAsync(With(next) with { OrdersSinceLive = state.State.OrdersSinceLive + 1 });
        return null;
    }

    public async Task ReleaseAsync(string orderId, Quantity filled)
    {
        if (!state.State.Orders.TryGetValue(orderId, out var order))
            return;
        // Its fills are booked before an order ends; should we not have heard of one, the account has. Not otherwise: the account also
        // knows of fills of which the news is on its way, and until it is here they would count twice.
        if (filled > order.Filled)
            await RefreshAsync();
        await state.CommitAsync(With(Book.Release(orderId)));
    }

    public async Task BookedAsync(AccountExposure exposure)
    {
        if (exposure.Version > state.State.Version)
        {
            var book = Book.Book(StakesOf(exposure.Open), exposure.OrderId, exposure.Filled);
            await state.CommitAsync(Booked(With(book), exposure.Version, exposure.RealizedPnl));
        }
        // The last mark is of other positions: what has just been realised would count twice.
        await CheckDayAsync(Money.Zero);
    }

    public async Task MarkedAsync(long version, Money unrealized)
    {
        var next = OfToday(state.State) with { Unrealized = unrealized };
        if (next != state.State)
            await state.CommitAsync(next);
        if (version == state.State.Version)
            await CheckDayAsync(DayUnrealized);
    }

    public async Task OutcomeAsync(string orderId, string? failure)
    {
        var failed = state.State.FailedOrders;
        if (failure is null)
        {
            if (failed.Count > 0)
                await state.CommitAsync(state.State with { FailedOrders = [] });
            return;
        }
        if (failed.Contains(orderId))
            return;
        failed = [.. failed, orderId];
        if (failed.Count >= Limits.ConsecutiveFailures)
        {
            await Gate.RaiseAsync(GateCauses.Failures(
                $"{failed.Count} orders of account {Account} failed in a row, the last one {orderId}: {failure}"));
            failed = [];
        }
        await state.CommitAsync(state.State with { FailedOrders = failed });
    }

    public async Task<RiskView> ChangeAsync(string actor, string reason, RiskLimits limits)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(actor);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        if (limits.Faults() is { Count: > 0 } faults)
            throw new ArgumentException(string.Join("; ", faults));
        var changes = state.State.Changes + 1;
        var difference = LimitDifference.Of(Limits, limits);
        await recorder.RecordAsync([
            GateChange.Event($"limits:{Account}", changes, clock.NowTs, "limits", actor, $"{reason} ({difference})"),
            RiskLimitsSet.Of(Account, clock.NowTs, changes, actor, limits),
        ]);
        await state.CommitAsync(state.State with { Limits = limits, Changes = changes });
        LogChanged(Account, actor, reason, difference);
        return View();
    }

    public async Task ModeAsync(TradingMode mode)
    {
        var isLive = mode == TradingMode.Live && Account == mode.Account;
        if (isLive != state.State.LiveSinceTs.HasValue)
            await state.CommitAsync(state.State with { LiveSinceTs = isLive ? clock.NowTs : null, OrdersSinceLive = 0 });
    }

    public Task<RiskView> ViewAsync() => Task.FromResult(View());

    RiskView View()
    {
        var used = Book.Exposure;
        return new(
            Account, Limits, Effective, Canary, new(used.Notional, used.Contracts, used.WorstCaseLoss, used.Markets),
            state.State.Orders.Count, Book.GrantsAt(clock.NowTs), DayPnl, state.State.FailedOrders.Count, state.State.Changes,
            DayUnrealized);
    }

    /// <summary>What the account itself says it holds, where we have not heard of its last bookings.</summary>
    async Task RefreshAsync()
    {
        var account = await GrainFactory.GetGrain<IPositionGrain>(Account).ViewAsync();
        if (account.Version <= state.State.Version)
            return;
        // Of an account that is older than its limits, nobody knows what of its result is today's: none.
        var before = state.State.Version == 0 ? state.State with { RealizedPnl = account.RealizedPnl } : state.State;
        await state.CommitAsync(Booked(before with { Positions = StakesOf(account.Open) }, account.Version, account.RealizedPnl));
    }

    RiskState Booked(RiskState next, long version, Money realized) => OfToday(next) with { Version = version, RealizedPnl = realized };

    /// <summary>The first news of a day starts from the last results before it.</summary>
    RiskState OfToday(RiskState next) => Today == next.Day ? next : next with
    {
        Day = Today,
        DayStartPnl = next.RealizedPnl,
        DayStartUnrealized = next.Unrealized,
        LossRaised = false,
    };

    /// <param name="unrealized">Of today, of the positions as they are booked.</param>
    async Task CheckDayAsync(Money unrealized)
    {
        var loss = -(DayPnl + unrealized);
        if (state.State.LossRaised || loss < Effective.DailyLoss)
            return;
        await Gate.RaiseAsync(GateCauses.Loss(
            $"account {Account} has lost {loss} today, {-DayPnl} realised and {-unrealized} in open positions, the limit is {Effective.DailyLoss}"));
        await state.CommitAsync(state.State with { LossRaised = true });
    }

    ITradingGateGrain Gate => GrainFactory.GetGrain<ITradingGateGrain>(GateScope.Global);

    RiskState With(RiskBook book) => state.State with { Positions = book.Positions, Orders = book.Orders, Grants = book.Grants };

    static Stake[] StakesOf(IReadOnlyList<PositionView> open) =>
        [.. open.Select(p => new Stake(GateScope.Kalshi, p.Market, p.Quantity, p.Cost, p.Cost + p.Fees))];

    [LoggerMessage(5101, LogLevel.Warning, "Risk limits of {Account} refuse order {OrderId}: {Reason}")]
    partial void LogRefused(string account, string orderId, string reason);

    [LoggerMessage(5102, LogLevel.Warning, "Risk limits of {Account} changed by {Actor}: {Reason} ({Difference})")]
    partial void LogChanged(string account, string actor, string reason, string difference);
}
