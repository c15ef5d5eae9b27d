using Kalshi.Grains;
using Kalshi.Venues;

namespace Kalshi.Silo.Orders;

/// <summary>The venue's own kill switch: one order group that holds every order of ours, across restarts and silos.</summary>
sealed class KalshiOrderGroup(KalshiOrders orders, IGrainFactory grains, KalshiVenueOptions options) : IDisposable
{
    readonly SemaphoreSlim _gate = new(1, 1);

    // The group of which this process knows that the venue has it and lets it take orders.
    string? _checked;

    IOrderGroupGrain Stored => grains.GetGrain<IOrderGroupGrain>(GateScope.Kalshi);

    public void Dispose() => _gate.Dispose();

    /// <summary>The group for the next order; a new one where there is none that takes orders.</summary>
    /// <exception cref="KalshiRestException">The venue could not be asked.</exception>
    internal async Task<string> CurrentAsync(CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            var current = await Stored.CurrentAsync();
            if (current is not null && current == _checked)
                return current;
            if (current is not null && await orders.OrderGroupAsync(current, cancel) is { IsArmed: true })
                return _checked = current;
            // Triggered, by us or by the venue itself, or of another environment: it would refuse every order.
            if (current is not null)
                await Stored.EndAsync(current);
            return _checked = await Stored.BeginAsync(await orders.CreateOrderGroupAsync(options.GroupContracts, cancel));
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Cancels everything in the group and keeps new orders out of it.</summary>
    /// <returns>Null when the venue did, or there is no group; else why that is not known.</returns>
    internal async Task<string?> TriggerAsync(CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            if (await Stored.CurrentAsync() is not { } group)
                return null;
            if (await orders.TriggerOrderGroupAsync(group, cancel) is { } fault)
                return fault;
            // A triggered group takes no order any more: the next one after a release begins a new group.
            _checked = null;
            await Stored.EndAsync(group);
            return null;
        }
        finally
        {
            _gate.Release();
        }
    }
}
