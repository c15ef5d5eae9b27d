namespace Kalshi.Venues;

/// <summary>What is wrong with a frame; never leaves <see cref="KalshiFrameReader"/> or its Coinbase sibling.</summary>
sealed class FrameFault(string reason) : Exception(reason);
