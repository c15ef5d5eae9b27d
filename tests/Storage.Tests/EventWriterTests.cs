using System.Text;

namespace Kalshi.Storage.Tests;

[Collection(PostgresCollection.Name)]
public sealed class EventWriterTests(PostgresFixture postgres)
{
    [Fact]
    public async Task An_event_is_stored_with_all_that_identifies_it_and_its_payload()
    {
        await using var bus = new WriterHarness(await postgres.MigratedDatabaseAsync());
        bus.Publish(Samples.Spot(Samples.Noon), "spot_tick:v1:a");

        await WriterHarness.DrainAsync(await bus.StartAsync());

        var row = Assert.Single(await bus.Database.RowsAsync(
            """
            SELECT event_type, schema_version, idempotency_key, ts_event, source, subject, subject_key, stream, stream_sequence, day::text,
                payload ->> 'price', payload ? 'payload'
            FROM event_store.events_raw
            """,
            row => string.Join(' ', Enumerable.Range(0, row.FieldCount).Select(row.GetValue))));
        Assert.Equal(
            "spot_tick 1 spot_tick:v1:a 1770984000 test MARKET_EVENTS.spot_tick BTC-USD MARKET_EVENTS 1 2026-02-13 66123.45000000 False", row);
    }

    [Fact]
    public async Task Copies_of_an_event_are_stored_once_within_a_batch_and_across_batches()
    {
        await using var bus = new WriterHarness(await postgres.MigratedDatabaseAsync());
        for (var i = 0; i < 30; i++)
            bus.Publish(Samples.Quote("KXBTC-A", Samples.Noon + i % 10), $"quote_update:v1:{i % 10}");
        var writer = await bus.StartAsync();
        await WriterHarness.DrainAsync(writer);

        for (var i = 0; i < 15; i++)
            bus.Publish(Samples.Quote("KXBTC-A", Samples.Noon + i), $"quote_update:v1:{i}");
        await WriterHarness.DrainAsync(writer);

        Assert.Equal(15, await bus.StoredAsync());
        var counts = writer.Snapshot;
        Assert.Equal((45, 15, 30, 0), (counts.Received, counts.Inserted, counts.AlreadyStored, counts.DeadLettered));
        Assert.NotNull(counts.LastCommit);
        Assert.All(counts.Streams.Values, stream => Assert.Equal(0, stream.Lag));
    }

    [Fact]
    public async Task A_fact_seen_again_on_another_day_is_the_same_event_where_its_key_has_no_time()
    {
        await using var bus = new WriterHarness(await postgres.MigratedDatabaseAsync());
        bus.Publish(Samples.Contract("KXBTC-A", Samples.Noon, lower: 66250), "contract_update:v1:a");
        bus.Publish(Samples.Contract("KXBTC-A", Samples.Noon + 86400, lower: 66250), "contract_update:v1:a");
        bus.Publish(Samples.Contract("KXBTC-A", Samples.Noon + 2 * 86400, lower: 66250), "contract_update:v1:a");

        await WriterHarness.DrainAsync(await bus.StartAsync());

        Assert.Equal(1, await bus.StoredAsync());
    }

    [Fact]
    public async Task Events_of_many_days_find_their_partitions()
    {
        await using var bus = new WriterHarness(await postgres.MigratedDatabaseAsync());
        for (var day = 0; day < 20; day++)
            bus.Publish(Samples.Spot(Samples.Noon + day * 86400), $"spot_tick:v1:{day}");

        await WriterHarness.DrainAsync(await bus.StartAsync());

        Assert.Equal(20, await bus.Database.ScalarAsync<long>("SELECT count(DISTINCT tableoid) FROM event_store.events_raw"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task No_transaction_is_larger_than_configured(int batchEvents)
    {
        var dsn = await postgres.MigratedDatabaseAsync();
        await using var bus = new WriterHarness(dsn)
        {
            Options = new() { Dsn = dsn, BatchEvents = batchEvents, BatchWindow = TimeSpan.FromMilliseconds(20) },
        };
        for (var i = 0; i < 100; i++)
            bus.Publish(Samples.Spot(Samples.Noon + i), $"spot_tick:v1:{i}");

        await WriterHarness.DrainAsync(await bus.StartAsync());

        Assert.Equal(100, await bus.StoredAsync());
        Assert.InRange(
            await bus.Database.ScalarAsync<long>("SELECT max(n) FROM (SELECT count(*) n FROM event_store.events_raw GROUP BY xmin::text) t"), 1, batchEvents);
    }

    [Fact]
    public async Task What_PostgreSQL_refuses_goes_to_the_dead_letters_with_its_reason_and_the_rest_is_stored()
    {
        await using var bus = new WriterHarness(await postgres.MigratedDatabaseAsync());
        for (var i = 0; i < 100; i++)
        {
            var envelope = Samples.Envelope(Samples.Spot(Samples.Noon + i), $"spot_tick:v1:{i:D2}");
            if (i is 3 or 40 or 41 or 99)
                bus.Market.Publish(envelope, Encoding.UTF8.GetBytes("""{"payload":{"price":"1\u0000"}}"""));
            else
                bus.Publish(envelope);
        }

        var writer = await bus.StartAsync();
        await WriterHarness.DrainAsync(writer);

        Assert.Equal(96, await bus.StoredAsync());
        Assert.Equal(
            ["spot_tick:v1:03", "spot_tick:v1:40", "spot_tick:v1:41", "spot_tick:v1:99"], bus.DeadLetters.Letters.Keys.Order());
        Assert.All(bus.DeadLetters.Letters.Values, letter =>
        {
            Assert.Equal("MARKET_EVENTS.spot_tick", letter.Origin);
            Assert.StartsWith("PostgreSQL refused it: 22P05 unsupported Unicode escape sequence", letter.Reason);
        });
        var counts = writer.Snapshot;
        Assert.Equal((100, 96, 0, 4), (counts.Received, counts.Inserted, counts.AlreadyStored, counts.DeadLettered));
    }

    [Theory]
    [InlineData("""{"no_payload":1}""", "payload: the envelope has no such object")]
    [InlineData("""{"payload":"text"}""", "payload: the envelope has no such object")]
    [InlineData("""[]""", "payload: the envelope has no such object")]
    [InlineData("""{"payload":{"price":}""", "body: not JSON")]
    public async Task A_body_without_a_payload_goes_to_the_dead_letters(string body, string reason)
    {
        await using var bus = new WriterHarness(await postgres.MigratedDatabaseAsync());
        bus.Market.Publish(Samples.Envelope(Samples.Spot(Samples.Noon), "spot_tick:v1:bad"), Encoding.UTF8.GetBytes(body));
        bus.Publish(Samples.Spot(Samples.Noon), "spot_tick:v1:good");

        await WriterHarness.DrainAsync(await bus.StartAsync());

        Assert.Equal(1, await bus.StoredAsync());
        Assert.StartsWith(reason, bus.DeadLetters.Letters["spot_tick:v1:bad"].Reason);
    }

    [Theory]
    [InlineData(1770984000000, "1770984000000 is not Unix seconds")]
    [InlineData(-5, "-5 is not Unix seconds")]
    [InlineData(long.MaxValue, "9223372036854775807 is not Unix seconds")]
    public async Task A_time_that_is_none_makes_no_partition(long ts, string reason)
    {
        await using var bus = new WriterHarness(await postgres.MigratedDatabaseAsync());
        bus.Publish(Samples.Spot(ts), "spot_tick:v1:bad");

        await WriterHarness.DrainAsync(await bus.StartAsync());

        Assert.Equal(0, await bus.StoredAsync());
        Assert.Contains(reason, bus.DeadLetters.Letters["spot_tick:v1:bad"].Reason);
    }

    [Fact]
    public async Task Stopping_stores_what_was_fetched()
    {
        var dsn = await postgres.MigratedDatabaseAsync();
        await using var bus = new WriterHarness(dsn)
        {
            // Longer than the test: only stopping can end the batch.
            Options = new() { Dsn = dsn, BatchWindow = TimeSpan.FromMinutes(10) },
        };
        for (var i = 0; i < 50; i++)
            bus.Publish(Samples.Spot(Samples.Noon + i), $"spot_tick:v1:{i}");
        var writer = await bus.StartAsync();
        await Eventually.HoldsAsync(() => writer.Snapshot.Received == 50, "50 events received");

        await writer.StopAsync(CancellationToken.None);

        Assert.Equal(50, await bus.StoredAsync());
    }

    [Fact]
    public async Task Draining_to_a_sequence_does_not_wait_for_what_comes_after_it()
    {
        await using var bus = new WriterHarness(await postgres.MigratedDatabaseAsync());
        var writer = await bus.StartAsync();
        bus.Publish(Samples.Spot(Samples.Noon), "spot_tick:v1:0");
        await WriterHarness.DrainAsync(writer);
        using var stop = new CancellationTokenSource();
        var flood = Task.Run(async () =>
        {
            for (var i = 1; !stop.IsCancellationRequested; i++)
            {
                bus.Publish(Samples.Spot(Samples.Noon + i), $"spot_tick:v1:{i}");
                await Task.Delay(1);
            }
        });

        await writer.DrainAsync(new Dictionary<string, long> { ["MARKET_EVENTS"] = 100 }, Eventually.Limit);

        Assert.True(await bus.Database.ScalarAsync<long>("SELECT count(*) FROM event_store.events_raw WHERE stream_sequence <= 100") == 100);
        await stop.CancelAsync();
        await flood;
    }

    [Fact]
    public async Task Draining_names_a_stream_that_is_not_consumed()
    {
        await using var bus = new WriterHarness(await postgres.MigratedDatabaseAsync());
        var writer = await bus.StartAsync();

        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => writer.DrainAsync(new Dictionary<string, long> { ["NO_SUCH"] = 1 }, Eventually.Limit));

        Assert.Contains("'NO_SUCH' is no stream of this writer", error.Message);
    }
}
