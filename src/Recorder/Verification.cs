namespace Kalshi.Recorder;

/// <summary>What a look at one file found.</summary>
/// <param name="Faults">What is wrong, each with line and reason; empty for a file that can be trusted.</param>
/// <param name="Books">Books that were followed from snapshots through every change.</param>
/// <param name="Levels">Levels of those books at the end.</param>
public sealed record Verification(SessionManifest Manifest, IReadOnlyList<string> Faults, int Books, int Levels)
{
    public bool IsSound => Faults.Count == 0;
}
