using Kalshi.Grains.State;

namespace Kalshi.Grains.Orders;

/// <summary>A venue's current order group, stored before any order is put into it.</summary>
public sealed class OrderGroupGrain([PersistentState("order_group")] IPersistentState<OrderGroupState> state) : Grain, IOrderGroupGrain
{
    public Task<string?> CurrentAsync() => Task.FromResult(state.State.GroupId);

    public async Task<string> BeginAsync(string groupId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(groupId);
        if (state.State.GroupId is { } current)
            return current;
        await StoreAsync(groupId);
        return groupId;
    }

    public Task EndAsync(string groupId) => state.State.GroupId == groupId ? StoreAsync(null) : Task.CompletedTask;

    Task StoreAsync(string? groupId) => state.CommitAsync(new() { GroupId = groupId });
}
