using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Kalshi.Runtime.Tests;

/// <summary>What a test asks of its host beyond the defaults.</summary>
public sealed record HostSetup
{
    public static HostSetup Default { get; } = new();

    /// <summary>For tests whose calls end by the time-out alone. Orleans measures it on the wall's clock.</summary>
    public static HostSetup Impatient { get; } = new() { ResponseTimeout = TimeSpan.FromSeconds(4) };

    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether idle grains are collected while a test waits: after 5 minutes of virtual time, on Orleans after some
    /// seconds of the wall's.</summary>
    public bool CollectsSoon { get; init; }

    /// <summary>Calls that may wait for one activation; 0 is without limit.</summary>
    public int MaxEnqueuedRequests { get; init; }

    /// <summary>Reminders that end with the process.</summary>
    public bool HasReminders { get; init; }

    /// <summary>State and reminders that do not: in the Orleans tables of this database. Null keeps state in memory.</summary>
    public NpgsqlDataSource? Database { get; init; }

    /// <summary>The providers of <see cref="TestStreams"/>; null without.</summary>
    public StreamSetup? Streams { get; init; }

    public Action<IServiceCollection> Services { get; init; } = static _ => { };
}
