using Kalshi.Trading.Orders;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Kalshi.Grains.Orders;

/// <summary>The order and its venue: what is asked, and what an answer means.</summary>
public sealed partial class OrderGrain
{
    /// <summary>Asks what became of the order, sends a wanted cancel again, and fetches the fills that are missing.</summary>
    async Task AskAsync()
    {
        if (Life is { Status: OrderStatus.Pending, Sent: true })
            Take(new OrderOutcomeLost("the process that sent it ended before the answer"));
        Keep(state.State with { Queries = state.State.Queries + 1 });
        await TakeAsync(await AskVenueAsync(stop => Venue.FindAsync(AtVenue, stop)));
        if (Life is { CancelReason: not null, VenueOrderId: not null } && !Life.Status.IsTerminal)
            await CancelAtVenueAsync();
        await TakeFillsAsync();
        FollowUp();
    }

    async Task CancelAtVenueAsync()
    {
        var answer = await AskVenueAsync(stop => Venue.CancelAsync(AtVenue, stop));
        // Nothing to cancel: it was filled or cancelled before, and only the order itself tells which.
        if (answer is VenueRefused)
            answer = await AskVenueAsync(stop => Venue.FindAsync(AtVenue, stop));
        await TakeAsync(answer);
    }

    async Task TakeAsync(VenueAnswer answer)
    {
        switch (answer)
        {
            case VenueFound { Report: var report }:
                if (Take(report) is { } contradiction)
                    await ContradictedAsync(contradiction);
                break;
            case VenueRefused { Reason: var reason }:
                Take(new OrderRefusedByVenue(reason));
                break;
            case VenueNotSent { Reason: var reason }:
                Take(new OrderDeniedByUs(reason));
                break;
            case VenueAbsent { Evidence: var evidence }:
                if (Life.Status == OrderStatus.Unknown && clock.NowTs - state.State.SentTs >= options.AbsenceProofSeconds)
                    Take(new OrderProvenAbsent(evidence));
                break;
            case VenueUnknown { Cause: var cause }:
                if (Life.Status is OrderStatus.Pending or OrderStatus.Unknown)
                    Take(new OrderOutcomeLost(cause));
                LogUnknown(OrderId, cause);
                break;
        }
    }

    /// <returns>Why the news cannot be true; null when it was taken.</returns>
    string? Take(OrderEvent news)
    {
        var (next, refusal) = Life.Apply(news);
        Keep(state.State with { Life = next });
        if (refusal is not null)
            LogContradiction(OrderId, news, refusal);
        return refusal;
    }

    async Task TakeFillsAsync()
    {
        if (Life.VenueOrderId is null || Life.Reported == Life.Filled)
            return;
        try
        {
            using var limit = new CancellationTokenSource(VenuePatience, clock.Time);
            foreach (var fill in await Venue.FillsAsync(AtVenue, limit.Token))
            {
                if (Take(new OrderFilled(fill)) is { } contradiction)
                    await ContradictedAsync(contradiction);
            }
        }
        catch (Exception e) when (e is VenueUnavailableException or OperationCanceledException)
        {
            LogUnknown(OrderId, $"fills: {e.Message}");
        }
    }

    // An answer that never comes, or comes broken, is an unknown outcome like any other.
    async Task<VenueAnswer> AskVenueAsync(Func<CancellationToken, Task<VenueAnswer>> ask)
    {
        using var limit = new CancellationTokenSource(VenuePatience, clock.Time);
        try
        {
            return await ask(limit.Token);
        }
        catch (Exception e)
        {
            return new VenueUnknown($"{e.GetType().Name}: {e.Message}");
        }
    }

    /// <summary>Asks again by itself while something is not known, a bounded number of times; reconciliation does after that.</summary>
    void FollowUp()
    {
        _query?.Dispose();
        _query = null;
        var isOpenQuestion = Life.Status == OrderStatus.Unknown || Life.Reported > Life.Filled;
        if (!isOpenQuestion || state.State.Queries >= options.QueriesMax)
            return;
        var wait = options.QueryWait * Math.Pow(2, Math.Min(state.State.Queries, 20));
        _query = this.RegisterGrainTimer(_ => AskAgainAsync(), new GrainTimerCreationOptions
        {
            DueTime = clock.OnWall(wait < options.QueryWaitMax ? wait : options.QueryWaitMax),
            Period = Timeout.InfiniteTimeSpan,
        });
    }

    async Task AskAgainAsync()
    {
        try
        {
            await GoOnAsync();
        }
        catch (Exception e) when (e is not InconsistentStateException)
        {
            // The record or the database is away: reconciliation comes back to this order.
            LogNotFinished(OrderId, e);
        }
    }

    static TimeSpan VenuePatience => TimeSpan.FromSeconds(20);

    [LoggerMessage(4211, LogLevel.Warning, "Order {OrderId}: what became of a request is not known: {Cause}")]
    partial void LogUnknown(string orderId, string cause);

    [LoggerMessage(4212, LogLevel.Error, "Order {OrderId}: {News} cannot be true: {Refusal}")]
    partial void LogContradiction(string orderId, OrderEvent news, string refusal);

    [LoggerMessage(4213, LogLevel.Error, "Order {OrderId} could not be finished")]
    partial void LogNotFinished(string orderId, Exception exception);
}
