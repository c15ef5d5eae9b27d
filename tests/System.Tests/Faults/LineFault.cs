namespace Kalshi.System.Tests.Faults;

/// <summary>What a line does to the connections over it.</summary>
abstract record LineFault;

/// <summary>Every connection is reset, and so is every new one.</summary>
sealed record CutLine : LineFault;

/// <summary>Nothing comes through and nobody is told. Connections of that time never come back, as when a router has forgotten them:
/// each end has to find out itself.</summary>
/// <param name="ServerNotices">When the server's own keep-alive would end its side; null for a server that has none.</param>
sealed record HalfOpenLine(TimeSpan? ServerNotices = null) : LineFault;

/// <summary>Every piece of at most 1,400 bytes comes late, and only so many bytes a second do.</summary>
/// <param name="BytesPerSecond">Of each connection and direction.</param>
sealed record SlowLine(TimeSpan Latency, int BytesPerSecond) : LineFault;
