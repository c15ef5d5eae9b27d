using Kalshi.Servers;
using Kalshi.VenueSimulator;

namespace Kalshi.Recorder.Tests;

/// <summary>What the recorder writes, the simulator plays, and the recorder writes the same again.</summary>
[Collection(GeneratedCollection.Name)]
public sealed class RoundTripTests(GeneratedCapture generated) : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Captures => [.. RealCaptures.Paths];

    [Fact]
    public async Task A_generated_session_plays_back_with_equal_frames_and_the_same_final_books()
    {
        await PlaysBackEquallyAsync(generated.Manifest.Path);

        Assert.Contains("trade", generated.Manifest.Frames.Keys);
        Assert.Equal(21, generated.Manifest.Markets.Count);
    }

    [RealCaptureTheory]
    [MemberData(nameof(Captures))]
    public async Task A_real_capture_plays_back_with_equal_frames_and_the_same_final_books(string path) => await PlaysBackEquallyAsync(path);

    async Task PlaysBackEquallyAsync(string capture)
    {
        var expected = CaptureReading.DataFrames(capture);
        var series = expected.Select(f => f.GetProperty("msg").GetProperty("market_ticker").GetString()!.Split('-')[0]).Distinct().ToArray();
        await using var simulator = await SimulatorHost.StartAsync(new() { Recording = capture, Paced = false, Spot = NoTrades() }, CancellationToken.None);
        var options = Options("again") with { Series = series, FileLength = TimeSpan.FromDays(1) };
        await using var run = RecordingRun.Start(simulator, options);
        await run.UntilAsync(p => p.FrameCount >= expected.Count + 4);
        await simulator.DataPlayed.WaitAsync(TimeSpan.FromSeconds(60));
        await run.StopAsync();

        // A run over midnight has two files.
        var sessions = RecordedSessions.List(options.Folder);
        var frames = sessions.SelectMany(s => CaptureReading.DataFrames(s.Path)).ToList();
        Assert.Equal(expected.Select(CaptureReading.Essence), frames.Select(CaptureReading.Essence));
        Assert.Equal(CaptureReading.Books(expected), CaptureReading.Books(frames));
        Assert.All(sessions, s => Assert.Empty(SessionVerifier.Verify(s, CancellationToken.None).Faults));
    }

    RecorderOptions Options(string name) => new() { Folder = Path.Combine(_folder.Path, name), Spot = null };

    string NoTrades()
    {
        var path = Path.Combine(_folder.Path, "none.csv.gz");
        using var file = new StreamWriter(new System.IO.Compression.GZipStream(File.Create(path), System.IO.Compression.CompressionLevel.Fastest));
        file.WriteLine("exchange_ts_utc,local_recv_ns,price,trade_id,raw_event_type");
        return path;
    }
}
