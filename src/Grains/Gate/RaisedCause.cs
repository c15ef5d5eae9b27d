namespace Kalshi.Grains.Gate;

/// <summary>A cause that holds, and since when (Unix seconds).</summary>
public sealed record RaisedCause(GateCause Cause, long SinceTs);
