namespace Kalshi.Trading.NoTrade;

/// <summary>What stops new entries.</summary>
public enum NoTradeTrigger
{
    /// <summary>The newest edge snapshot is too old.</summary>
    SnapshotAge,

    /// <summary>The newest spot price is too old.</summary>
    SpotAge,

    /// <summary>The newest quote is too old.</summary>
    QuoteAge,

    /// <summary>The grains' state is behind the stream, for some time.</summary>
    StateBuilderLag,

    /// <summary>The database is behind the stream, for some time.</summary>
    PersistenceLag,

    /// <summary>Too few of the tradable markets have a fresh quote, for some time.</summary>
    QuoteCoverage,

    /// <summary>Risk limits do not answer.</summary>
    RiskService,

    /// <summary>The venue's REST budget is used up.</summary>
    RestBudget,

    /// <summary>Events cannot be published.</summary>
    BusPublish,
}
