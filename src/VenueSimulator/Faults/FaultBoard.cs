using System.Collections.Concurrent;

namespace Kalshi.VenueSimulator;

/// <summary>The faults that hold now, and the one place where they strike.</summary>
sealed partial class FaultBoard(Exchange exchange, SpotMarket spot, ILogger logger)
{
    readonly ConcurrentDictionary<LastingFault, int> _lasting = new();
    readonly Dictionary<FaultyVenue, NetworkWeather> _weather = new()
    {
        [FaultyVenue.Kalshi] = new(exchange.Session.Clock),
        [FaultyVenue.Coinbase] = new(exchange.Session.Clock),
    };

    long _nextDueTicks;

    /// <summary>Whether every timed fault that was due by <paramref name="time"/> has struck.</summary>
    internal bool HasPlayedUntil(DateTimeOffset time) => Volatile.Read(ref _nextDueTicks) > time.UtcTicks;

    /// <summary>The lasting fault of this kind that holds now, or null.</summary>
    internal TFault? Holding<TFault>()
        where TFault : LastingFault => _lasting.Keys.OfType<TFault>().FirstOrDefault();

    /// <summary>What the venue's connections go through.</summary>
    internal NetworkWeather Weather(FaultyVenue venue) => _weather[venue];

    /// <summary>Plays the timed faults of a script, and arms those that wait for frames.</summary>
    internal async Task PlayAsync(IReadOnlyList<ScriptedFault> script, CancellationToken cancellationToken)
    {
        var session = exchange.Session;
        var waiting = script.Where(f => f.At is null).ToList();
        exchange.PublicationCounted = (channel, count) => StrikeAfter(waiting, channel, count, cancellationToken);
        await session.Started.WaitAsync(cancellationToken);
        foreach (var fault in script.Where(f => f.At is not null).OrderBy(f => f.At))
        {
            var due = session.At(fault.At!.Value);
            Volatile.Write(ref _nextDueTicks, due.UtcTicks);
            await session.Clock.WaitUntilAsync(due, cancellationToken);
            Strike(fault, cancellationToken);
        }
        Volatile.Write(ref _nextDueTicks, long.MaxValue);
    }

    /// <summary>Called under the exchange's gate for each publication.</summary>
    void StrikeAfter(List<ScriptedFault> waiting, string channel, long count, CancellationToken cancellationToken)
    {
        foreach (var fault in waiting.Where(f => f.AfterChannel == channel && f.After == count))
            Strike(fault, cancellationToken);
    }

    void Strike(ScriptedFault scripted, CancellationToken cancellationToken)
    {
        LogFault(logger, scripted.Line, scripted.Fault);
        if (scripted.Fault is LastingFault lasting)
            _ = HoldAsync(lasting, scripted.Length!.Value, cancellationToken);
        else if (scripted.Fault is CutConnections { Venue: FaultyVenue.Coinbase } or SkipFrames { Channel: "coinbase" })
            OnEach(spot.Gate, spot.Subscribers, sink => sink.Suffer(scripted.Fault));
        else
            OnEach(exchange.Gate, exchange.Subscribers, sink => sink.Suffer(scripted.Fault));
    }

    async Task HoldAsync(LastingFault fault, TimeSpan length, CancellationToken cancellationToken)
    {
        var until = exchange.Session.Now + length;
        Change(fault, +1);
        if (fault is Maintenance)
        {
            lock (exchange.Gate)
                exchange.Engine.Pause();
        }
        try
        {
            await exchange.Session.Clock.WaitUntilAsync(until, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The session ends; connections must not stay silent for ever.
        }
        Change(fault, -1);
    }

    void Change(LastingFault fault, int by)
    {
        if (_lasting.AddOrUpdate(fault, by, (_, count) => count + by) == 0)
            _lasting.TryRemove(fault, out _);
        foreach (var (venue, weather) in _weather)
        {
            weather.Silent = _lasting.ContainsKey(new Silence(venue));
            weather.BytesPerSecond = _lasting.Keys.OfType<Drip>().FirstOrDefault(d => d.Venue == venue)?.BytesPerSecond;
        }
    }

    static void OnEach<TSink>(Lock gate, SinkList<TSink> sinks, Action<TSink> action)
        where TSink : class
    {
        lock (gate)
        {
            foreach (var sink in sinks.Current)
                action(sink);
        }
    }

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "Fault of line {Line}: {Fault}")]
    static partial void LogFault(ILogger logger, int line, Fault fault);
}
