using Microsoft.Extensions.Hosting;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>Starts and stops what hosts the grains.</summary>
sealed class EmbeddedGrains(GrainHost host, EmbeddedGrainsOptions options, IEnumerable<IGrainHostPart> parts) : IHostedService
{
    readonly IGrainHostPart[] _parts = [.. parts];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        host.Clock.Start();
        foreach (var part in _parts)
            await part.Start(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.ShutdownTimeout, host.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        foreach (var part in _parts.Reverse())
            await part.Stop(either.Token);
        await host.DeactivateAll(either.Token);
        host.Clock.Dispose();
    }
}

/// <summary>A part that calls grains on its own account: streams, reminders. It stops before they are deactivated.</summary>
interface IGrainHostPart
{
    Task Start(CancellationToken cancellationToken);

    /// <summary>Ends when it calls no grain any more.</summary>
    Task Stop(CancellationToken cancellationToken);
}
