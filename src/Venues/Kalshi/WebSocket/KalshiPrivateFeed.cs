using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Kalshi.Venues;

/// <summary>What happens to the key's own orders, fills, positions and order groups, over a connection of its own: no storm of market
/// data delays it. Watched, lost and made again by the rules of <see cref="KalshiFeed"/>.</summary>
/// <remarks>The venue numbers order groups only, and repeats nothing after a break. So whoever reads this takes it as a hint to ask the
/// venue, at once and about one order; and asks about all of them after a <see cref="ContinuityLost"/> and after each
/// <see cref="ControlKind.Subscribed"/>, for what came before it is not told.</remarks>
public sealed class KalshiPrivateFeed(
    KalshiEndpoints endpoints, KalshiCredentials credentials, KalshiFeedOptions options, TimeProvider clock, Random random, ILogger<KalshiFeed> log)
{
    static readonly KalshiChannel[] Own = [KalshiChannel.Orders, KalshiChannel.Fills, KalshiChannel.Positions, KalshiChannel.OrderGroups];

    readonly KalshiFeed _feed = new(endpoints, credentials, options with { Channels = Own }, clock, random, log);

    /// <summary>Everything read, in order; ends when the feed is stopped.</summary>
    public ChannelReader<FeedMessage> Messages => _feed.Messages;

    public FeedCounters Counters => _feed.Counters;

    public FeedHealth Health() => _feed.Health();

    /// <summary>Runs the feed until <paramref name="stop"/>.</summary>
    public Task RunAsync(CancellationToken stop) => _feed.RunAsync(stop);
}
