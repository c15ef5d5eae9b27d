namespace Kalshi.Runtime.Tests;

/// <summary>How the streams of a test deliver.</summary>
public sealed record StreamSetup
{
    /// <summary>Messages that are fetched and not yet confirmed.</summary>
    public int MaxMessagesInFlight { get; init; } = 4;

    /// <summary>Whether an event that fails in every try is given up soon. Embedded counts tries, Orleans measures time.</summary>
    public bool GivesUpSoon { get; init; }

    /// <summary>How often an idle queue is looked at.</summary>
    public static TimeSpan PollInterval { get; } = TimeSpan.FromMilliseconds(100);
}
