namespace Kalshi.Recorder;

/// <summary>What a look at one file found.</summary>
/// <param name="Lines">Lines that were read, or that the manifest promises of a file that is missing.</param>
/// <param name="IsVouched">A manifest lies beside it: size, checksum and number of lines were compared as well.</param>
/// <param name="Faults">What is wrong, each with line and reason; empty for a file that can be trusted.</param>
/// <param name="Books">Books that were followed from snapshots through every change.</param>
/// <param name="Levels">Levels of those books at the end.</param>
public sealed record Verification(string Path, long Lines, bool IsVouched, IReadOnlyList<string> Faults, int Books, int Levels)
{
    public bool IsSound => Faults.Count == 0;
}
