namespace Kalshi.VenueSimulator;

/// <summary>What happens in a session, in order of time.</summary>
interface IVenueFlow
{
    /// <summary>Fraction of a second at which the session starts.</summary>
    TimeSpan SubSecond { get; }

    /// <summary>What is already so when the session starts: markets listed and their statuses, the last spot trade.</summary>
    IEnumerable<FlowEvent> Opening { get; }

    /// <summary>Market and spot data, which may be played as fast as it is read.</summary>
    IEnumerable<FlowEvent> Data { get; }

    /// <summary>Life cycle of markets, which always follows the clock.</summary>
    IEnumerable<FlowEvent> Lifecycle { get; }
}
