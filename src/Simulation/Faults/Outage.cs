namespace Kalshi.Simulation.Faults;

/// <summary>What can fail as a whole.</summary>
enum Part
{
    Bus,
    Database,
    Feed,
}

/// <summary>A time in which a part does not answer.</summary>
readonly record struct Outage(Part Part, DateTimeOffset From, DateTimeOffset Until);
