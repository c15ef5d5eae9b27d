namespace Kalshi.Storage;

/// <summary>How far a backup or a restore is with one of its parts.</summary>
/// <param name="Part">The database, a stream by its name, or the files of a backup that are checked before a restore.</param>
/// <param name="Of">As <paramref name="Done"/> will be at the part's end; null when nobody knows before.</param>
/// <param name="Unit">tables, files or bytes.</param>
public sealed record BackupProgress(string Part, long Done, long? Of, string Unit)
{
    public bool IsOver => Done == Of;
}
