using System.Text.Json;
using Kalshi.Trading;

namespace Kalshi.Venues;

// Order groups: limits that the venue itself enforces, whatever has become of us.
public sealed partial class KalshiOrders
{
    const string Groups = "portfolio/order_groups";

    /// <summary>Makes a group whose orders are all cancelled by the venue once <paramref name="contracts"/> were filled within 15 s.</summary>
    /// <exception cref="KalshiRestException">No group, or it is not known whether there is one: an empty group does no harm.</exception>
    public async Task<string> CreateOrderGroupAsync(Quantity contracts, CancellationToken cancel)
    {
        const string Path = Groups + "/create";
        var body = JsonSerializer.SerializeToUtf8Bytes(new OrderGroupBody(contracts.ToString()), OrderJson.Default.OrderGroupBody);
        var answer = await _http.SendOnceAsync(HttpMethod.Post, Path, body, cancel);
        if (answer.IsSuccess)
            return _answers.Parse(Path, answer.Body, OrderJson.Default.OrderGroupCreated).OrderGroupId;
        throw new KalshiRestException(answer.Sent ? RestFault.HttpError : RestFault.RateLimited, answer.Status, answer.Cause);
    }

    /// <returns>Always complete: the venue gives them in one answer. Their orders are not listed: ask for the group.</returns>
    public async Task<Listing<OrderGroup>> OrderGroupsAsync(CancellationToken cancel)
    {
        var answer = await _answers.GetAsync(Groups, OrderJson.Default.OrderGroupsAnswer, cancel, signed: true);
        var (items, rejected) = _answers.Items(answer.OrderGroups ?? [], OrderJson.Default.OrderGroupAnswer, group => group.ToGroup(null));
        return new(items, rejected, IsComplete: true);
    }

    /// <returns>null when the venue does not know the group.</returns>
    public async Task<OrderGroup?> OrderGroupAsync(string groupId, CancellationToken cancel)
    {
        try
        {
            var group = await _answers.GetAsync(GroupPath(groupId), OrderJson.Default.OrderGroupAnswer, cancel, signed: true);
            return group.ToGroup(groupId);
        }
        catch (KalshiRestException e) when (e.Status == System.Net.HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Cancels every order of the group and keeps new ones out until it is reset: the venue-side half of a kill switch.</summary>
    /// <returns>null when the venue did it, else why that is not known.</returns>
    public Task<string?> TriggerOrderGroupAsync(string groupId, CancellationToken cancel) =>
        ActAsync(HttpMethod.Put, GroupPath(groupId, "trigger"), "{}"u8.ToArray(), wayOut: true, cancel);

    /// <summary>Lets a triggered group take orders again, its count of fills starting at zero.</summary>
    /// <inheritdoc cref="TriggerOrderGroupAsync" path="/returns"/>
    public Task<string?> ResetOrderGroupAsync(string groupId, CancellationToken cancel) =>
        ActAsync(HttpMethod.Put, GroupPath(groupId, "reset"), "{}"u8.ToArray(), wayOut: false, cancel);

    /// <summary>Changes how many contracts may be filled within 15 s.</summary>
    /// <inheritdoc cref="TriggerOrderGroupAsync" path="/returns"/>
    public Task<string?> LimitOrderGroupAsync(string groupId, Quantity contracts, CancellationToken cancel) => ActAsync(
        HttpMethod.Put, GroupPath(groupId, "limit"),
        JsonSerializer.SerializeToUtf8Bytes(new OrderGroupBody(contracts.ToString()), OrderJson.Default.OrderGroupBody), wayOut: false, cancel);

    /// <summary>Cancels every order of the group and removes it.</summary>
    /// <inheritdoc cref="TriggerOrderGroupAsync" path="/returns"/>
    public Task<string?> DeleteOrderGroupAsync(string groupId, CancellationToken cancel) =>
        ActAsync(HttpMethod.Delete, GroupPath(groupId), null, wayOut: true, cancel);

    async Task<string?> ActAsync(HttpMethod method, string path, byte[]? body, bool wayOut, CancellationToken cancel)
    {
        var answer = await _http.SendOnceAsync(method, path, body, cancel, wayOut: wayOut);
        return answer.IsSuccess ? null : answer.Cause;
    }

    static string GroupPath(string groupId, string? action = null) => $"{Groups}/{Query.Segment(groupId)}{(action is null ? "" : "/" + action)}";
}
