namespace Kalshi.Recorder;

/// <summary>Names of the recorder's own lines ("control") in a capture.</summary>
static class Marks
{
    /// <summary>A market is described, before its first frame.</summary>
    internal const string WatchMarket = "watch_market";

    /// <summary>A market has left the catalogue's open ones.</summary>
    internal const string MarketEnded = "market_ended";

    internal const string Connected = "ws_connected";

    /// <summary>The connection ended; what follows begins with new snapshots.</summary>
    internal const string Lost = "ws_lost";

    /// <summary>The sequence of a subscription did not go on by one. The frame that showed it is not in the capture.</summary>
    internal const string SequenceGap = "sequence_gap";

    /// <summary>A frame came again; the capture holds it once.</summary>
    internal const string DuplicateFrame = "duplicate_frame";

    /// <summary>A frame that is no JSON object with a type; it is quoted.</summary>
    internal const string UnreadableFrame = "unreadable_frame";

    /// <summary>This file goes on where another ended; books begin with the snapshots that were asked for then.</summary>
    internal const string Continued = "continued";
}
