namespace Kalshi.Silo.Scheduled;

/// <summary>How far one scheduled cycle goes.</summary>
enum CycleMode
{
    /// <summary>Markets, quotes, books and spot into the record; no edges, no decisions.</summary>
    Collect,

    /// <summary>And one tick of edges and decisions, which become no orders.</summary>
    Analyze,

    /// <summary>And the orders that follow, in the mode that is configured (paper unless said otherwise).</summary>
    Trade,
}
