using System.Text;
using Kalshi.Servers;

namespace Kalshi.Recorder.Tests;

public sealed class RetentionTests : IDisposable
{
    static readonly DateTimeOffset Midnight = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    readonly TemporaryFolder _temporary = new();
    readonly SessionFolder _folder;

    public RetentionTests() => _folder = new(_temporary.Path);

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void What_ended_longer_ago_than_is_kept_goes_with_its_manifest_and_its_empty_day()
    {
        Write(Midnight.AddHours(-30));
        Write(Midnight.AddHours(-2));
        var deleted = _folder.Trim(TimeSpan.FromHours(24), null, Midnight);

        Assert.Equal(Midnight.AddHours(-30), Assert.Single(deleted).Started);
        Assert.Equal(Midnight.AddHours(-2), Assert.Single(_folder.Manifests()).Started);
        Assert.Equal(["2026-11-20"], Directory.EnumerateDirectories(_temporary.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void The_oldest_go_until_the_rest_fits()
    {
        foreach (var hours in new[] { -4, -3, -2, -1 })
            Write(Midnight.AddHours(hours));
        var one = _folder.Manifests()[0].Bytes;
        var deleted = _folder.Trim(null, 2 * one + one / 2, Midnight);

        Assert.Equal(2, deleted.Count);
        Assert.Equal([Midnight.AddHours(-2), Midnight.AddHours(-1)], _folder.Manifests().Select(m => m.Started));
    }

    [Fact]
    public void Without_a_bound_everything_stays()
    {
        Write(Midnight.AddYears(-1));

        Assert.Empty(_folder.Trim(null, null, Midnight));
    }

    [Fact]
    public void Two_files_of_one_second_have_two_names()
    {
        Write(Midnight);
        Write(Midnight);

        Assert.Equal(["2026-11-21T000000Z.frames.jsonl.gz", "2026-11-21T000001Z.frames.jsonl.gz"], _folder.Manifests().Select(m => m.File));
    }

    [Fact]
    public void A_file_length_that_does_not_divide_a_day_is_refused()
    {
        var refusal = Assert.Throws<ArgumentException>(() =>
            new RecorderOptions { Folder = _temporary.Path, FileLength = TimeSpan.FromMinutes(7) }.Validated());

        Assert.Contains("00:07:00", refusal.Message, StringComparison.Ordinal);
    }

    void Write(DateTimeOffset time)
    {
        using var file = _folder.Create(SessionFolder.Kalshi, SessionFolder.FramesExtension, time);
        file.WriteControl(Nanoseconds.Of(time), Marks.Connected, null, Encoding.UTF8.GetBytes("""{"recv_ns":1,"control":"ws_connected"}"""));
        file.Close();
    }
}
