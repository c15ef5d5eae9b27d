using Kalshi.Servers;
using Kalshi.VenueSimulator;

namespace Kalshi.Recorder.Tests;

/// <summary>The recorder at venues that are fast or faulty.</summary>
[Collection(GeneratedCollection.Name)]
public sealed class RecorderTests(GeneratedCapture generated) : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Files_rotate_by_the_clock_without_losing_a_frame_and_each_plays_by_itself()
    {
        var (simulator, clock) = await RecordingRun.GenerateAsync(rate: 20);
        await using var venue = simulator;
        var sessions = await RecordAsync(simulator, p => p.FileCount >= 3 && p.FrameCount > 1000, o => o with { FileLength = TimeSpan.FromSeconds(20) }, clock);

        Assert.All(sessions, s => Assert.Empty(SessionVerifier.Verify(s, CancellationToken.None).Faults));
        Assert.All(sessions.Skip(1), s => Assert.Equal("continued", CaptureReading.Controls(s.Path)[0]));
        Assert.Contains(sessions.Skip(1), s => s.Frames.ContainsKey("orderbook_snapshot"));
        var numbers = sessions.SelectMany(s => CaptureReading.Lines(s.Path)).Where(l => l.TryGetProperty("frame", out _)).Select(l => l.GetProperty("frame"))
            .Where(f => f.TryGetProperty("seq", out _) && f.GetProperty("type").GetString()!.StartsWith("orderbook", StringComparison.Ordinal))
            .Select(f => f.GetProperty("seq").GetInt64()).ToList();
        var answers = numbers[^1] - numbers[0] + 1 - numbers.Count;
        Assert.InRange(answers, 0, sessions.Sum(s => s.Frames.GetValueOrDefault("ok")));
        await using var playing = await SimulatorHost.StartAsync(new() { Recording = sessions[1].Path, Paced = false }, CancellationToken.None);
        Assert.Equal("recording_unpaced", playing.Status.Mode);
    }

    [Fact]
    public async Task A_lost_sequence_is_marked_and_the_capture_goes_on_with_new_snapshots()
    {
        await using var simulator = await generated.PlayAsync("after 500 orderbook_delta skip orderbook_delta 3");
        var session = Assert.Single(await RecordAsync(simulator, p => p.ConnectionCount >= 2));

        Assert.Equal(1, session.Gaps);
        Assert.Equal(2, session.Controls["ws_connected"]);
        Assert.Equal(1, session.Controls["ws_lost"]);
        Assert.Empty(SessionVerifier.Verify(session, CancellationToken.None).Faults);
    }

    [Fact]
    public async Task A_frame_that_comes_twice_is_recorded_once()
    {
        var expected = CaptureReading.DataFrames(generated.Manifest.Path);
        await using var simulator = await generated.PlayAsync("after 500 orderbook_delta duplicate orderbook_delta");
        var session = Assert.Single(await RecordAsync(simulator, p => p.DuplicateCount == 1 && p.FrameCount >= expected.Count + 4));

        Assert.Equal(1, session.Controls["duplicate_frame"]);
        Assert.Equal(0, session.Gaps);
        Assert.Equal(expected.Select(CaptureReading.Essence), CaptureReading.DataFrames(session.Path).Select(CaptureReading.Essence));
    }

    [Fact]
    public async Task Spot_trades_lie_beside_the_capture_and_play_with_it()
    {
        var (simulator, clock) = await RecordingRun.GenerateAsync(rate: 20);
        await using var venue = simulator;
        var sessions = await RecordAsync(simulator, p => p.TradeCount > 20 && p.FrameCount > 500, o => o with { Spot = new("ws://127.0.0.1") }, clock);
        var spot = Assert.Single(sessions, s => s.File.EndsWith(".csv.gz", StringComparison.Ordinal));
        var capture = Assert.Single(sessions, s => s.File.EndsWith(".frames.jsonl.gz", StringComparison.Ordinal));

        Assert.Equal(["last_match", "match"], spot.Frames.Keys.Order());
        Assert.Empty(SessionVerifier.Verify(spot, CancellationToken.None).Faults);
        await using var playing = await SimulatorHost.StartAsync(new() { Recording = capture.Path, Paced = false, StartOnSubscribe = false }, CancellationToken.None);
        await playing.DataPlayed.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.InRange(playing.Status.Played["SpotTraded"], 1, spot.Lines);
    }

    [Fact]
    public async Task Files_of_a_recorder_that_died_are_saved_by_the_next_start()
    {
        var session = generated.CopyTo(_folder.Path);
        LeaveAsKilled(session);
        await using var simulator = await generated.PlayAsync();
        await RecordAsync(simulator, _ => true);
        var saved = Assert.Single(RecordedSessions.List(_folder.Path), s => s.Recovered);

        Assert.Equal(session.File, saved.File);
        Assert.InRange(saved.Lines, 1, session.Lines - 1);
        Assert.Empty(SessionVerifier.Verify(saved, CancellationToken.None).Faults);
        Assert.Empty(RecordedSessions.Unfinished(_folder.Path));
    }

    /// <summary>Leaves the file as a process that was killed would: under its unfinished name, cut in the middle.</summary>
    static void LeaveAsKilled(SessionManifest session)
    {
        var bytes = File.ReadAllBytes(session.Path);
        File.WriteAllBytes(session.Path + ".part", bytes[..(bytes.Length * 2 / 3)]);
        File.Delete(session.Path);
        File.Delete(session.Path + ".manifest.json");
    }

    async Task<IReadOnlyList<SessionManifest>> RecordAsync(
        SimulatorHost simulator, Func<RecorderProgress, bool> until, Func<RecorderOptions, RecorderOptions>? adjust = null, TimeProvider? clock = null)
    {
        var options = new RecorderOptions { Folder = _folder.Path, Spot = null, Series = ["KXBTC15M", "KXBTCD"], FileLength = TimeSpan.FromDays(1) };
        await using var run = RecordingRun.Start(simulator, adjust?.Invoke(options) ?? options, clock);
        await run.UntilAsync(until);
        await run.StopAsync();
        return RecordedSessions.List(_folder.Path);
    }
}
