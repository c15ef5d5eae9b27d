namespace Kalshi.Venues;

/// <summary>What the venue tells everybody.</summary>
/// <param name="Type">info, warning or error.</param>
/// <param name="Status">active or inactive.</param>
/// <param name="DeliveredTs">Unix seconds.</param>
public sealed record Announcement(string Type, string Message, string Status, long DeliveredTs);
