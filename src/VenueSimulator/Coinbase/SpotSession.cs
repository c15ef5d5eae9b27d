namespace Kalshi.VenueSimulator;

/// <summary>What both spot feeds have in common: a client, its channels, a beat each second.</summary>
abstract class SpotSession(SpotMarket market, SocketPeer peer) : ISpotSink
{
    static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    int _skipped;

    protected SpotMarket Market => market;

    protected DateTimeOffset Now => market.Session.Now;

    /// <summary>Channels that are subscribed. Under the market's gate.</summary>
    protected SortedSet<string> Subscribed { get; } = new(StringComparer.Ordinal);

    protected abstract IReadOnlySet<string> KnownChannels { get; }

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        market.Subscribers.Add(this);
        try
        {
            await peer.RunAsync(Receive, [BeatAsync], cancellationToken);
        }
        finally
        {
            market.Subscribers.Remove(this);
        }
    }

    public Task WaitForRoomAsync(CancellationToken cancellationToken) => peer.Queue.WaitForRoomAsync(cancellationToken);

    public abstract void Publish(SpotTrade trade);

    public void Suffer(Fault fault)
    {
        if (fault is SkipFrames skip)
            _skipped += skip.Count;
        else
            peer.Abort();
    }

    /// <summary>Sends what a client gets when it joins a channel.</summary>
    protected abstract void Greet(string channel);

    /// <summary>Sends the list of what is subscribed now.</summary>
    protected abstract void Acknowledge();

    /// <summary>Sends one heartbeat if that channel is subscribed.</summary>
    protected abstract void SendHeartbeat();

    /// <summary>The venue cuts off clients that read too slowly.</summary>
    protected void Send<T>(T message, FrameLabel label)
    {
        if (_skipped > 0)
        {
            _skipped--;
            return;
        }
        if (!peer.Queue.TryEnqueueData(new(WireJson.Bytes(message), label)))
            peer.Abort();
    }

    void Receive(ReadOnlyMemory<byte> text)
    {
        lock (market.Gate)
        {
            try
            {
                Handle(SpotCommand.Parse(text));
            }
            catch (FormatException e)
            {
                Send(new { Type = "error", e.Message }, new("spot", "error"));
            }
        }
    }

    void Handle(SpotCommand command)
    {
        if (command.Channels.FirstOrDefault(c => !KnownChannels.Contains(c)) is { } unknown)
            throw new FormatException($"channel '{unknown}' is not served");
        if (command.Products.FirstOrDefault(p => p != SpotMarket.Product) is { } product)
            throw new FormatException($"product '{product}' is not served");

        foreach (var channel in command.Channels)
        {
            if (!command.Subscribe)
                Subscribed.Remove(channel);
            else if (Subscribed.Add(channel))
                Greet(channel);
        }
        Acknowledge();
    }

    async Task BeatAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(Beat, market.Session.Clock, cancellationToken);
            lock (market.Gate)
                SendHeartbeat();
        }
    }
}
