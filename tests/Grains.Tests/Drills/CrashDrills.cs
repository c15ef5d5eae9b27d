using System.Globalization;
using Kalshi.Grains.Events;
using Kalshi.Grains.Tests.Hosting;
using Kalshi.Trading.Orders;

namespace Kalshi.Grains.Tests.Drills;

/// <summary>Where a process dies on an order's path.</summary>
public enum CrashPoint
{
    BeforeIntent,
    AfterIntent,
    BeforeSend,
    AfterSend,
    AfterAcknowledgement,
    MidFill,
}

/// <summary>A process dies at each step of the order path, and the next one makes everything add up. CRASH_DRILLS says how often
/// each (docs/evidence/crash-drills.md has twenty).</summary>
public sealed class CrashDrills
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    static readonly int Times = int.Parse(Environment.GetEnvironmentVariable("CRASH_DRILLS") ?? "2", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(CrashPoint.BeforeIntent, 0)]
    [InlineData(CrashPoint.AfterIntent, 0)]
    [InlineData(CrashPoint.BeforeSend, 0)]
    [InlineData(CrashPoint.AfterSend, 1)]
    [InlineData(CrashPoint.AfterAcknowledgement, 1)]
    [InlineData(CrashPoint.MidFill, 1)]
    public async Task A_process_that_dies_on_the_order_path_leaves_nothing_that_the_next_one_cannot_finish(CrashPoint point, int atVenue)
    {
        await using var ground = await DrillGround.OpenAsync();
        for (var i = 0; i < Times; i++)
        {
            var orderId = $"{DrillGround.Account}:{point}-{i}";
            await CrashAsync(ground, point, i % ground.Markets.Count, orderId);
            Assert.Equal(atVenue, await ground.CountAtVenueAsync(orderId));
        }

        await using var survivor = (await ground.StartProcessAsync()).Grains;
        await DrillGround.SettleAsync(survivor);
        await ground.AssertAddsUpAsync(survivor);
    }

    /// <summary>Starts a process that finishes what the last one left, opens an order, and stops at the point for ever.</summary>
    static async Task CrashAsync(DrillGround ground, CrashPoint point, int market, string orderId)
    {
        var died = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var armed = false;
        var sent = false;
        Task Die()
        {
            if (!armed)
                return Task.CompletedTask;
            died.TrySetResult();
            return new TaskCompletionSource().Task;
        }

        var (grains, store, venue) = await ground.StartProcessAsync(events =>
            point == CrashPoint.AfterAcknowledgement && events.OfType<ExecutionOrder>().Any(e => e.Status != OrderStatus.Pending.Word && e.OrderId == orderId)
                ? Die() : Task.CompletedTask);
        store.Writing = state => point == CrashPoint.BeforeIntent && state == "order" ? Die() : Task.CompletedTask;
        store.Written = state => point switch
        {
            CrashPoint.AfterIntent when state == "order" => Die(),
            CrashPoint.MidFill when state == "positions" && sent => Die(),
            _ => Task.CompletedTask,
        };
        venue.Sending = () =>
        {
            sent = true;
            return point == CrashPoint.BeforeSend ? Die() : Task.CompletedTask;
        };
        venue.Answered = () => point == CrashPoint.AfterSend ? Die() : Task.CompletedTask;

        await grains.Factory.GetGrain<IOrdersGrain>(DrillGround.Account).ResumeAsync();
        await Eventually.TrueAsync(
            async () => (await grains.Factory.GetGrain<IReconciliationGrain>(DrillGround.Account).RunAsync()).IsGreen, "the books agree");
        armed = true;
        var opening = grains.Factory.GetGrain<IOrderGrain>(orderId).OpenAsync(ground.Intent(market, orderId));
        var first = await Task.WhenAny(died.Task, opening, Task.Delay(Patience));
        Assert.True(first == died.Task, $"{orderId} did not reach {point}: {(opening.IsCompleted ? (await opening).ToString() : "it hangs")}");
        // Nothing of this process goes on: it hangs where it is, and is never asked again.
        grains.Abandon();
    }
}
