namespace Kalshi.Venues;

/// <summary>The kinds of <see cref="ControlFrame"/>.</summary>
public enum ControlKind
{
    Subscribed,
    Unsubscribed,
    Ok,
    Error,
}
