namespace Kalshi.Simulation.Scenarios;

/// <summary>How bad the weather of a scenario is. Rates are per operation, counts per scenario.</summary>
sealed record FaultRates
{
    /// <summary>Starts of the process that end in a crash.</summary>
    internal int Crashes { get; init; }

    /// <summary>Outages of the bus.</summary>
    internal int BusOutages { get; init; }

    /// <summary>Outages of the database.</summary>
    internal int DatabaseOutages { get; init; }

    /// <summary>Times that the venue's connection is lost.</summary>
    internal int FeedLosses { get; init; }

    /// <summary>Times that the clock is set wrong and later right.</summary>
    internal int ClockJumps { get; init; }

    /// <summary>Times that an operator halts, and later releases.</summary>
    internal int Halts { get; init; }

    /// <summary>Operations whose effect happens although the caller is told that it did not.</summary>
    internal double LostAcknowledgement { get; init; }

    /// <summary>Writes of state that meet a newer version.</summary>
    internal double Conflict { get; init; }

    /// <summary>Operations that take long.</summary>
    internal double Delay { get; init; }

    /// <summary>Deliveries that come again.</summary>
    internal double Redelivery { get; init; }

    /// <summary>Frames that the venue sent and nobody received.</summary>
    internal double LostFrame { get; init; }

    /// <summary>Frames that come twice.</summary>
    internal double DuplicateFrame { get; init; }

    internal static readonly FaultRates None = new();

    internal static FaultRates Draw(Random random)
    {
        // One scenario in eight is calm: what happens there is due to nothing but the order of turns.
        if (random.Next(8) == 0)
            return None;
        var badness = random.NextDouble();
        return new FaultRates
        {
            Crashes = random.Next(0, 6),
            BusOutages = random.Next(0, 4),
            DatabaseOutages = random.Next(0, 4),
            FeedLosses = random.Next(0, 4),
            ClockJumps = random.Next(0, 3),
            Halts = random.Next(0, 3),
            LostAcknowledgement = 0.01 * badness,
            Conflict = 0.01 * badness,
            Delay = 0.2 * badness,
            Redelivery = 0.05 * badness,
            LostFrame = 0.01 * badness,
            DuplicateFrame = 0.02 * badness,
        };
    }
}
