using System.IO.Compression;
using Kalshi.Servers;

namespace Kalshi.Recorder.Tests;

/// <summary>What a verification finds in a sound capture that somebody has changed.</summary>
[Collection(GeneratedCollection.Name)]
public sealed class VerificationTests(GeneratedCapture generated) : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_sound_capture_has_no_faults_and_its_books_are_followed()
    {
        var verification = SessionVerifier.Verify(generated.Manifest, CancellationToken.None);

        Assert.True(verification.IsSound);
        Assert.Equal(21, verification.Books);
        Assert.True(verification.Levels > 100);
    }

    [Fact]
    public void A_missing_line_breaks_checksum_count_and_sequence()
    {
        // Not the last: only what comes after it shows that it is missing.
        var faults = Changed(lines => lines.RemoveAt(Enumerable.Range(0, lines.Count).Where(i => lines[i].Contains("delta_fp", StringComparison.Ordinal)).ToArray()[^20]));

        Assert.Contains(faults, f => f.StartsWith("checksum", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.StartsWith("lines", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.Contains("subscription", StringComparison.Ordinal));
    }

    [Fact]
    public void A_line_that_is_no_json_is_named_by_its_number()
    {
        var faults = Changed(lines => lines[9] = lines[9][..^1]);

        Assert.Contains(faults, f => f.StartsWith("line 10:", StringComparison.Ordinal));
    }

    [Fact]
    public void A_larger_withdrawal_than_the_level_holds_is_named_by_market_side_and_price()
    {
        var faults = Changed(lines =>
        {
            var last = lines.FindLastIndex(l => l.Contains("\"orderbook_delta\"", StringComparison.Ordinal));
            var at = lines[last].IndexOf("\"delta_fp\":\"", StringComparison.Ordinal) + 12;
            lines[last] = string.Concat(lines[last].AsSpan(0, at), "-99999999.00", lines[last].AsSpan(lines[last].IndexOf('"', at)));
        });

        Assert.Contains(faults, f => f.Contains("bids at", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_is_cut_or_gone_is_said_to_be()
    {
        var manifest = generated.CopyTo(_folder.Path);
        var bytes = File.ReadAllBytes(manifest.Path);
        File.WriteAllBytes(manifest.Path, bytes[..(bytes.Length / 2)]);
        var cut = SessionVerifier.Verify(manifest, CancellationToken.None).Faults;
        File.Delete(manifest.Path);
        var gone = SessionVerifier.Verify(manifest, CancellationToken.None).Faults;

        Assert.Contains(cut, f => f.StartsWith("size", StringComparison.Ordinal));
        Assert.Equal(["the file is missing"], gone);
    }

    [Fact]
    public void A_file_without_a_manifest_is_read_all_the_same_and_said_to_be_vouched_for_by_nobody()
    {
        var manifest = generated.CopyTo(_folder.Path);
        var vouched = SessionVerifier.Verify(manifest.Path, CancellationToken.None);
        File.Delete(manifest.Path + ".manifest.json");
        var alone = SessionVerifier.Verify(manifest.Path, CancellationToken.None);

        Assert.Equal((true, true, manifest.Lines), (vouched.IsSound, vouched.IsVouched, vouched.Lines));
        Assert.Equal((true, false, manifest.Lines, vouched.Levels), (alone.IsSound, alone.IsVouched, alone.Lines, alone.Levels));
        Assert.Throws<FileNotFoundException>(() => SessionVerifier.Verify(manifest.Path + ".gone", CancellationToken.None));
    }

    IReadOnlyList<string> Changed(Action<List<string>> change)
    {
        var manifest = generated.CopyTo(_folder.Path);
        var lines = CaptureReading.Lines(manifest.Path).Select(l => l.GetRawText()).ToList();
        change(lines);
        using (var file = new StreamWriter(new GZipStream(File.Create(manifest.Path), CompressionLevel.Fastest)))
            lines.ForEach(file.WriteLine);
        return SessionVerifier.Verify(manifest, CancellationToken.None).Faults;
    }
}
