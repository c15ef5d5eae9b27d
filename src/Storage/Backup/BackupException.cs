namespace Kalshi.Storage;

/// <summary>A backup could not be made or restored; the message is for the operator.</summary>
public sealed class BackupException : Exception
{
    public BackupException(string message) : base(message)
    {
    }

    public BackupException(string message, Exception inner) : base(message, inner)
    {
    }
}
