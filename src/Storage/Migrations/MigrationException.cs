namespace Kalshi.Storage;

/// <summary>The database's schema and this build do not fit together, or a step failed; the database is as it was.</summary>
public sealed class MigrationException : Exception
{
    public MigrationException(string message) : base(message)
    {
    }

    public MigrationException(string message, Exception inner) : base(message, inner)
    {
    }
}
