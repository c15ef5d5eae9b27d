using System.Globalization;
using System.Text.Json;
using Kalshi.VenueSimulator;

namespace Kalshi.System.Tests;

public sealed class RecordedSessionTests
{
    // More frames than it has: the venue sends as fast as it can, and must not give up on a silo that a busy machine slows down.
    const int WholeCapture = 200_000;

    static readonly TimeSpan PlayLimit = TimeSpan.FromMinutes(4);

    [RecordingFact]
    public async Task Every_data_frame_of_a_real_capture_at_full_speed_is_accounted_for_and_every_event_is_one_row()
    {
        var capture = Recordings.Find(RecordingFactAttribute.Capture)!;
        var expected = Recordings.CountDataFrames(capture).Values.Sum();
        await using var deployment = await Deployment.StartAsync();
        await using var venue = await deployment.StartVenueAsync(new SimulatorOptions { Recording = capture, Paced = false, SendBufferFrames = WholeCapture });
        var settings = deployment.Settings(venue);
        settings["EDGE_INTERVAL_SECONDS"] = "1";
        // Without pacing the venue's REST runs ahead of its own stream.
        settings["BOOK_AUDIT_SECONDS"] = "0";
        // On a slow machine a snapshot stands behind the whole flood: asked for twice, there would be one more frame than was recorded.
        settings["SNAPSHOT_TIMEOUT_SECONDS"] = "3600";
        await using var silo = await SiloUnderTest.StartAsync(deployment.Folder, settings);

        await venue.DataPlayed.WaitAsync(PlayLimit);
        var status = await silo.UntilAsync(
            "every frame read and its end known",
            s => Feed(s, "kalshi.ws").GetProperty("data_frames").GetInt64() == expected
                && Feed(s, "kalshi.ws").GetProperty("balanced").GetBoolean(),
            PlayLimit);
        Assert.Equal(0, Feed(status, "kalshi.ws").GetProperty("gaps").GetInt64());
        await AssertSameBooksAsync(silo, venue);
        await silo.UntilAsync("a decision is made", s => s.GetProperty("decisions").GetProperty("decided").GetInt64() > 0, PlayLimit);
        Assert.Contains("\nbus_events_published_total ", await silo.ReadAsync("metrics"), StringComparison.Ordinal);
        Assert.Contains("ready", await silo.ReadAsync("health/ready"), StringComparison.Ordinal);
        Assert.Contains("<title>", await silo.ReadAsync(""), StringComparison.Ordinal);
        using var refused = await silo.PostAsync("api/halt", new { reason = "wrong", actor = "test" }, token: "another token");
        string[] answers =
        [
            await silo.ReadAsync("api/status"), await silo.ReadAsync("api/config"), await silo.ReadAsync("api/venue"), await silo.ReadAsync("metrics"),
            await silo.ReadAsync(""), await refused.Content.ReadAsStringAsync(),
        ];
        var exitCode = await silo.StopAsync();

        Assert.True(exitCode == 0, silo.Output);
        Assert.Contains("✓", silo.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("✗", silo.Output, StringComparison.Ordinal);
        var feed = Feed(status, "kalshi.ws");
        Assert.True(feed.GetProperty("dead_letters").GetInt64() == 0, $"{feed}\n{silo.Log()}");
        Assert.Equal(
            feed.GetProperty("published").GetInt64(),
            await CountAsync(deployment, "event_type IN ('quote_update', 'order_book_snapshot', 'order_book_delta')"));
        Assert.Equal(await CountAsync(deployment, "true"), await CountDistinctAsync(deployment));
        Assert.True(await CountAsync(deployment, "event_type = 'opportunity_decision'") > 0, "no decision was recorded");
        await Leaks.AssertNoneAsync(deployment, silo, answers);
    }

    static JsonElement Feed(JsonElement status, string name) =>
        status.GetProperty("feeds").EnumerateArray().Single(f => f.GetProperty("name").GetString() == name);

    static async Task AssertSameBooksAsync(SiloUnderTest silo, SimulatorHost venue)
    {
        using var http = new HttpClient();
        var markets = (await silo.GetAsync("api/markets")).EnumerateArray().Select(m => m.GetProperty("market").GetString()!).ToArray();
        Assert.NotEmpty(markets);
        foreach (var market in markets)
        {
            var theirs = JsonSerializer.Deserialize<JsonElement>(await http.GetStringAsync($"{venue.KalshiRest}/markets/{market}/orderbook?depth=0"))
                .GetProperty("orderbook_fp");
            // The grains may still be working off the stream: their book is theirs once the last delta is applied.
            var limit = new CancellationTokenSource(PlayLimit);
            while (true)
            {
                var ours = await silo.GetAsync($"api/markets/{market}/book?depth=1000");
                var (bids, asks) = (Levels(ours.GetProperty("yes_bids")), Levels(ours.GetProperty("yes_asks")));
                if (bids == Levels(theirs, "yes_dollars", mirror: false) && asks == Levels(theirs, "no_dollars", mirror: true))
                    break;
                Assert.False(limit.IsCancellationRequested, $"{market}: ours {ours}, the venue's {theirs}");
                await Task.Delay(200);
            }
        }
    }

    static string Levels(JsonElement rows) => string.Join(' ', rows.EnumerateArray()
        .Select(r => (Price: decimal.Parse(r.GetProperty("price").GetString()!, CultureInfo.InvariantCulture), Size: r.GetProperty("size").GetString()))
        .OrderBy(r => r.Price).Select(r => $"{r.Price:0.0000}:{r.Size}"));

    static string Levels(JsonElement book, string side, bool mirror)
    {
        if (!book.TryGetProperty(side, out var rows) || rows.ValueKind != JsonValueKind.Array)
            return "";
        return string.Join(' ', rows.EnumerateArray()
            .Select(r => (Price: decimal.Parse(r[0].GetString()!, CultureInfo.InvariantCulture), Size: r[1].GetString()))
            .Select(r => (Price: mirror ? 1 - r.Price : r.Price, r.Size))
            .OrderBy(r => r.Price).Select(r => $"{r.Price:0.0000}:{r.Size}"));
    }

    static Task<long> CountAsync(Deployment deployment, string where) =>
        deployment.CountAsync($"SELECT count(*) FROM event_store.events_raw WHERE {where}");

    static Task<long> CountDistinctAsync(Deployment deployment) =>
        deployment.CountAsync("SELECT count(DISTINCT (event_type, idempotency_key)) FROM event_store.events_raw");
}
