namespace Kalshi.Grains;

/// <summary>A booking would break an invariant of the ledger, and was not made.</summary>
[GenerateSerializer, Alias("kalshi.ledger_exception")]
public sealed class LedgerException : Exception
{
    public LedgerException()
    {
    }

    public LedgerException(string message)
        : base(message)
    {
    }

    public LedgerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
