namespace Kalshi.Grains.Orders;

/// <summary>The venue could not be asked, or its answer is not complete: no evidence of anything.</summary>
public sealed class VenueUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
