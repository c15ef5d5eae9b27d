namespace Kalshi.Grains.Events;

/// <summary>An event has no place in the record, so nothing may be done that depends on it.</summary>
[GenerateSerializer, Alias("kalshi.event_not_recorded")]
public sealed class EventNotRecordedException : Exception
{
    public EventNotRecordedException()
    {
    }

    public EventNotRecordedException(string message)
        : base(message)
    {
    }

    public EventNotRecordedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
