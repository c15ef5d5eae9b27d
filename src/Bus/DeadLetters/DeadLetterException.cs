namespace Kalshi.Bus;

/// <summary>What was asked cannot be done with this dead letter; the message is for the operator.</summary>
/// <param name="isMissing">There is none at that sequence.</param>
public sealed class DeadLetterException(string message, bool isMissing = false) : Exception(message)
{
    public bool IsMissing { get; } = isMissing;
}
