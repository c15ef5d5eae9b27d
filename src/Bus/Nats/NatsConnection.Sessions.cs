using Microsoft.Extensions.Logging;

namespace Kalshi.Bus.Nats;

public sealed partial class NatsConnection
{
    async Task<NatsLink> OpenAsync(int attempts, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var link = await NatsLink.OpenAsync(_address, _options, _time, this, cancellationToken);
                _backoff.Reset();
                return link;
            }
            catch (NatsException e) when (attempt < attempts)
            {
                var delay = _backoff.Next();
                LogAttemptFailed(_address, attempt, attempts, delay.TotalMilliseconds, e.Message);
                await Task.Delay(delay, _time, cancellationToken);
            }
            catch (NatsException e)
            {
                throw new NatsException($"gave up after {attempts} attempts: {e.Message}", e);
            }
        }
    }

    /// <summary>Makes a session the current one, with every subscription ahead of anything else.</summary>
    void Use(NatsLink link)
    {
        lock (_gate)
        {
            // nondeterministic: the keys are numbers, which are their own hash codes, so the order is that of subscribing.
            foreach (var (id, route) in _routes)
                link.Outgoing.TryControl(static (into, s) => Commands.Subscribe(into, s.Subject, s.QueueGroup, s.Id), (route.Subject, route.QueueGroup, Id: id));
            link.Start();
            _link = link;
            _nextLink.TrySetResult(link);
        }
    }

    async Task KeepConnectedAsync(NatsLink link)
    {
        while (true)
        {
            Exception reason;
            using (_closing.Token.UnsafeRegister(static link => ((NatsLink)link!).End(new ObjectDisposedException(nameof(NatsConnection))), link))
                reason = await link.Ended;
            await link.DisposeAsync();
            FailAnswers(reason);
            if (_closing.IsCancellationRequested)
                return;

            LogDisconnected(_address, reason.Message);
            Disconnected?.Invoke(reason);
            try
            {
                link = await OpenAsync(_options.ReconnectAttempts, _closing.Token);
            }
            catch (Exception e)
            {
                if (!_closing.IsCancellationRequested)
                    LogGaveUp(_address, e.Message);
                CloseForGood(e);
                return;
            }
            Use(link);
            LogReconnected(_address, Interlocked.Increment(ref _reconnects));
            Reconnected?.Invoke();
        }
    }

    void ILinkOwner.OnEnded(NatsLink link)
    {
        lock (_gate)
        {
            if (_link != link)
                return;
            _link = null;
            _nextLink = NewLinkSource();
        }
    }

    void ILinkOwner.OnPermissionError(string text) => LogForbidden(_address, text);

    void CloseForGood(Exception reason)
    {
        lock (_gate)
            _nextLink.TrySetException(new NatsException($"the connection to {_address} is closed: {reason.Message}", reason));
        foreach (var route in _routes.Values)
            (route.Sink as NatsSubscription)?.Complete();
        FailAnswers(reason);
    }

    [LoggerMessage(2001, LogLevel.Warning, "{Address}: attempt {Attempt} of {Attempts} failed, next in {DelayMs:0} ms: {Reason}")]
    partial void LogAttemptFailed(NatsAddress address, int attempt, int attempts, double delayMs, string reason);

    [LoggerMessage(2002, LogLevel.Warning, "{Address}: connection lost: {Reason}")]
    partial void LogDisconnected(NatsAddress address, string reason);

    [LoggerMessage(2003, LogLevel.Information, "{Address}: connected again (session {Count} after the first)")]
    partial void LogReconnected(NatsAddress address, long count);

    [LoggerMessage(2005, LogLevel.Error, "{Address}: {Reason}; the server's configuration and this client disagree")]
    partial void LogForbidden(NatsAddress address, string reason);

    [LoggerMessage(2004, LogLevel.Critical, "{Address}: {Reason}; nothing can be published or received until the process is restarted")]
    partial void LogGaveUp(NatsAddress address, string reason);
}
