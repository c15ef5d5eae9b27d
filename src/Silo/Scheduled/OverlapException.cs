namespace Kalshi.Silo.Scheduled;

/// <summary>A cycle was to start while another one is under way.</summary>
public sealed class OverlapException(string message) : Exception(message);
