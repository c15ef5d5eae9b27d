using System.Net;

namespace Kalshi.Silo.Configuration;

/// <summary>Which silos belong together, and where this one is found; the embedded flavour is always alone.</summary>
sealed record ClusterSettings
{
    /// <summary>Membership in PostgreSQL instead of a cluster of one (ORLEANS_CLUSTERING adonet or localhost, default localhost).</summary>
    public required bool IsShared { get; init; }

    /// <summary>Silos of one cluster find each other by it (ORLEANS_CLUSTER_ID, default kalshi).</summary>
    public required string ClusterId { get; init; }

    /// <summary>Part of the keys of state and reminders, in both flavours: another one is another, empty deployment
    /// (ORLEANS_SERVICE_ID, default kalshi).</summary>
    public required string ServiceId { get; init; }

    /// <summary>Where the other silos reach this one (SILO_ADDRESS, default 127.0.0.1).</summary>
    public required IPAddress Address { get; init; }

    /// <summary>Port of the silo-to-silo endpoint (SILO_PORT, default 11111).</summary>
    public required int SiloPort { get; init; }

    /// <summary>Port of the cluster clients' endpoint (GATEWAY_PORT, default 30000).</summary>
    public required int GatewayPort { get; init; }
}
