namespace Kalshi.VenueSimulator;

/// <summary>A fault with its moment.</summary>
/// <param name="Line">Its line in the script.</param>
/// <param name="At">Offset from the start of the session; null for a fault that waits for frames.</param>
/// <param name="After">Frames of <paramref name="AfterChannel"/> that are published before it strikes.</param>
/// <param name="Length">How long a lasting fault holds, venue time; null for one that strikes once.</param>
sealed record ScriptedFault(int Line, TimeSpan? At, long After, string AfterChannel, TimeSpan? Length, Fault Fault);
