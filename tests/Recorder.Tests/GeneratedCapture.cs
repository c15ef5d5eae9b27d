using Kalshi.Servers;
using Kalshi.VenueSimulator;

namespace Kalshi.Recorder.Tests;

/// <summary>A capture of some thousand frames, recorded once from a generated venue.</summary>
public sealed class GeneratedCapture : IAsyncLifetime, IDisposable
{
    readonly TemporaryFolder _folder = new();

    public SessionManifest Manifest { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var (simulator, clock) = await RecordingRun.GenerateAsync(rate: 20);
        await using var venue = simulator;
        var options = new RecorderOptions { Folder = _folder.Path, Spot = null, Series = ["KXBTC15M", "KXBTCD"], FileLength = TimeSpan.FromDays(1) };
        await using var run = RecordingRun.Start(simulator, options, clock);
        await run.UntilAsync(p => p.FrameCount > 3000);
        await run.StopAsync();
        Manifest = RecordedSessions.List(_folder.Path).Single();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    /// <summary>The capture and its manifest in another folder, laid out as this one.</summary>
    public SessionManifest CopyTo(string folder)
    {
        var target = Path.Combine(folder, Path.GetRelativePath(_folder.Path, Manifest.Folder));
        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(Manifest.Folder))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        return RecordedSessions.List(folder).Single();
    }

    /// <summary>A venue that plays the capture as fast as it is read, from the first subscription on.</summary>
    internal Task<SimulatorHost> PlayAsync(params string[] faults) =>
        SimulatorHost.StartAsync(new() { Recording = Manifest.Path, Paced = false, Faults = faults }, CancellationToken.None);
}
