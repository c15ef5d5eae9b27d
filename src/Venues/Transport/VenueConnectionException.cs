namespace Kalshi.Venues;

/// <summary>A connection could not be made, or broke. Always temporary as far as we can know.</summary>
sealed class VenueConnectionException(string message) : Exception(message);
