using Kalshi.Grains.Tests.Hosting;
using Xunit.Abstractions;

namespace Kalshi.Grains.Tests.Drills;

/// <summary>The wire to the venue fails in every way that leaves an outcome open.</summary>
public sealed class OutageDrills(ITestOutputHelper output)
{
    [Theory]
    [InlineData(WireFault.RequestLost, 0, "rejected")]
    [InlineData(WireFault.AnswerLost, 1, null)]
    [InlineData(WireFault.ServerErrorAfterwards, 1, null)]
    [InlineData(WireFault.AnswerUnreadable, 1, null)]
    [InlineData(WireFault.AnswerEmpty, 1, null)]
    public async Task An_outcome_that_the_wire_swallowed_is_found_out_and_never_tried_again(WireFault fault, int atVenue, string? status)
    {
        await using var ground = await DrillGround.OpenAsync();
        await using var grains = (await ground.StartProcessAsync()).Grains;
        await DrillGround.SettleAsync(grains);

        ground.Wire.Fault = fault;
        var before = ground.Wire.Placements;
        for (var i = 0; i < 5; i++)
        {
            var order = await Order(grains, $"{fault}-{i}").OpenAsync(ground.Intent(i, $"{fault}-{i}"));
            Assert.Equal("unknown", order.Status);
        }
        ground.Wire.Fault = WireFault.None;
        await DrillGround.SettleAsync(grains);

        Assert.Equal(5, ground.Wire.Placements - before);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(atVenue, await ground.CountAtVenueAsync($"{DrillGround.Account}:{fault}-{i}"));
            var order = (await Order(grains, $"{fault}-{i}").ViewAsync())!;
            Assert.True(order.Done, order.ToString());
            if (status is not null)
                Assert.Equal(status, order.Status);
        }
        await ground.AssertAddsUpAsync(grains);
    }

    [Fact]
    public async Task Cancel_all_during_an_outage_is_not_flat_and_becomes_flat_when_the_venue_is_back()
    {
        await using var ground = await DrillGround.OpenAsync();
        await using var grains = (await ground.StartProcessAsync()).Grains;
        await DrillGround.SettleAsync(grains);
        for (var i = 0; i < 6; i++)
            Assert.Equal("resting", (await Order(grains, $"rest-{i}").OpenAsync(ground.Resting(i, $"rest-{i}"))).Status);
        var orders = grains.Factory.GetGrain<IOrdersGrain>(DrillGround.Account);

        ground.Wire.IsDown = true;
        var result = await orders.CancelAllAsync("ada", "drill", GateScope.Global);
        Assert.Equal((false, 6), (result.Flat, result.Open.Count));
        Assert.NotNull(result.Group);

        ground.Wire.IsDown = false;
        // The line to the venue stays closed for a while after an outage: flat is said when it is, and not before.
        await Eventually.TrueAsync(async () => (await orders.CancelAllAsync("ada", "drill", GateScope.Global)).Flat, "flat");
        Assert.Empty(await orders.OpenOrdersAsync());
        await ground.AssertAddsUpAsync(grains);
    }

    [Fact]
    public async Task The_order_group_outlives_the_process_and_a_halt_of_the_next_one_triggers_it()
    {
        await using var ground = await DrillGround.OpenAsync();
        await using (var grains = (await ground.StartProcessAsync()).Grains)
        {
            await DrillGround.SettleAsync(grains);
            Assert.Equal("resting", (await Order(grains, "before").OpenAsync(ground.Resting(0, "before"))).Status);
        }
        var group = Assert.Single(await ground.OrderGroupsAsync());

        await using (var grains = (await ground.StartProcessAsync()).Grains)
        {
            await DrillGround.SettleAsync(grains);
            Assert.Equal("resting", (await Order(grains, "after").OpenAsync(ground.Resting(1, "after"))).Status);
            Assert.Equal(group, Assert.Single(await ground.OrderGroupsAsync()));

            Assert.Null(await grains.Venues.Of(DrillGround.Account).CancelGroupAsync(CancellationToken.None));
            Assert.False(Assert.Single(await ground.OrderGroupsAsync()).IsArmed);
            await DrillGround.SettleAsync(grains);
            foreach (var key in (string[])["before", "after"])
                Assert.Equal("cancelled", (await Order(grains, key).ViewAsync())!.Status);

            // A triggered group would refuse it: there is another one now.
            Assert.Equal("resting", (await Order(grains, "later").OpenAsync(ground.Resting(2, "later"))).Status);
            Assert.Equal(2, (await ground.OrderGroupsAsync()).Count);
            await ground.AssertAddsUpAsync(grains);
        }
    }

    [Fact]
    public async Task An_order_group_that_the_venue_triggered_by_itself_is_given_up_at_the_next_start()
    {
        await using var ground = await DrillGround.OpenAsync();
        await using (var grains = (await ground.StartProcessAsync()).Grains)
        {
            await DrillGround.SettleAsync(grains);
            await Order(grains, "before").OpenAsync(ground.Resting(0, "before"));
        }
        await ground.TriggerGroupsAsync();

        await using (var grains = (await ground.StartProcessAsync()).Grains)
        {
            await DrillGround.SettleAsync(grains);
            Assert.Equal("cancelled", (await Order(grains, "before").ViewAsync())!.Status);
            Assert.Equal("resting", (await Order(grains, "after").OpenAsync(ground.Resting(1, "after"))).Status);
            await ground.AssertAddsUpAsync(grains);
        }
    }

    [Fact]
    public async Task After_a_halt_has_returned_no_order_leaves_for_the_venue()
    {
        await using var ground = await DrillGround.OpenAsync();
        await using var grains = (await ground.StartProcessAsync()).Grains;
        await DrillGround.SettleAsync(grains);
        var opened = 0;
        using var stop = new CancellationTokenSource();
        var trading = Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                var key = $"halt-{Interlocked.Increment(ref opened)}";
                await Order(grains, key).OpenAsync(ground.Resting(worker, key));
                await Order(grains, key).CancelAsync("drill", "room for the next");
            }
        })).ToArray();
        await Eventually.TrueAsync(() => Task.FromResult(ground.Wire.Placements >= 4), "orders are on their way");

        var asked = TimeProvider.System.GetTimestamp();
        await grains.Gate.HaltAsync("ada", "drill");
        var inFlight = ground.Wire.Placements;
        var haltedAfter = TimeProvider.System.GetElapsedTime(asked);
        // Those that were let through before may still leave; whoever asks from now on is refused.
        await Eventually.TrueAsync(() => Task.FromResult(Volatile.Read(ref opened) > 40), "orders were refused");
        await stop.CancelAsync();
        await Task.WhenAll(trading);
        var late = ground.Wire.Placements - inFlight;
        output.WriteLine($"halt returned after {haltedAfter.TotalMilliseconds:0} ms; orders in flight that left after it: {late} of 4 workers");

        Assert.InRange(late, 0, 4);
        var result = await grains.Factory.GetGrain<IOrdersGrain>(DrillGround.Account).CancelAllAsync("halt", "drill", GateScope.Global);
        Assert.True(result.Flat, result.ToString());
        await ground.AssertAddsUpAsync(grains);
    }

    [Fact]
    public async Task Two_processes_that_own_one_order_send_it_once_on_postgres_too()
    {
        await using var ground = await DrillGround.OpenAsync();
        var sent = 0;
        // Two processes contend for the gate and the limits too, and whoever loses there fails closed: some rounds send nothing.
        for (var i = 0; i < 5 || (sent == 0 && i < 25); i++)
        {
            await using var one = (await ground.StartProcessAsync()).Grains;
            await using var other = (await ground.StartProcessAsync()).Grains;
            await DrillGround.SettleAsync(one);
            await DrillGround.SettleAsync(other);
            var intent = ground.Intent(i, $"fence-{i}");
            var results = await Task.WhenAll(TryAsync(one, intent), TryAsync(other, intent));

            // What either process says of the order is what the venue has of it: exactly one when it went out, none when it did not.
            var atVenue = await ground.CountAtVenueAsync($"{DrillGround.Account}:fence-{i}");
            var wentOut = ground.Wire.PlacementsOf($"{DrillGround.Account}:fence-{i}");
            Assert.True((wentOut, atVenue) is (0, 0) or (1, 1), $"round {i}: left {wentOut} times, {atVenue} orders at the venue");
            Assert.All(results.OfType<OrderView>().Where(r => r.SentTs is not null), _ => Assert.Equal(1, atVenue));
            sent += atVenue;
        }
        Assert.NotEqual(0, sent);
        await using var survivor = (await ground.StartProcessAsync()).Grains;
        await DrillGround.SettleAsync(survivor);
        await ground.AssertAddsUpAsync(survivor);

        static async Task<OrderView?> TryAsync(GrainsUnderTest grains, OrderIntent intent)
        {
            try
            {
                return await Order(grains, intent.OpportunityKey).OpenAsync(intent);
            }
            catch (Exception)
            {
                // The loser of a write: the next process finishes what the winner began.
                return null;
            }
        }
    }

    static IOrderGrain Order(GrainsUnderTest grains, string key) =>
        grains.Factory.GetGrain<IOrderGrain>($"{DrillGround.Account}:{key}");
}
