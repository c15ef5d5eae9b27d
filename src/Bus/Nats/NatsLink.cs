using System.Buffers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Kalshi.Bus.Nats;

/// <summary>One TCP session with the server, from greeting to end. It is never repaired: <see cref="NatsConnection"/> opens
/// the next one.</summary>
sealed class NatsLink : IAsyncDisposable
{
    readonly NatsOptions _options;
    readonly TimeProvider _time;
    readonly ILinkOwner _owner;
    readonly CancellationTokenSource _ending = new();
    readonly Queue<TaskCompletionSource?> _pings = [];
    readonly TaskCompletionSource<Exception> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Stream _stream;
    ReceiveBuffer _received;
    Task _loops = Task.CompletedTask;

    NatsLink(NatsOptions options, TimeProvider time, Stream stream, ILinkOwner owner)
    {
        _options = options;
        _time = time;
        _stream = stream;
        _owner = owner;
        _received = new(stream);
        Outgoing = new(options.WriteBufferBytes);
    }

    internal OutgoingBuffer Outgoing { get; }

    internal ServerInfo Info { get; private set; } = null!;

    /// <summary>Ends, with the reason, when the session does.</summary>
    internal Task<Exception> Ended => _ended.Task;

    /// <summary>Connects and logs in.</summary>
    /// <exception cref="NatsServerException">The server refuses this client.</exception>
    /// <exception cref="NatsException">No NATS server answers within the bound.</exception>
    internal static async Task<NatsLink> OpenAsync(
        NatsAddress address, NatsOptions options, TimeProvider time, ILinkOwner owner, CancellationToken cancellationToken)
    {
        using var bound = new CancellationTokenSource(options.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, cancellationToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        NatsLink? link = null;
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, either.Token);
            link = new(options, time, new NetworkStream(socket, ownsSocket: true), owner);
            await link.GreetAsync(address, either.Token);
            return link;
        }
        catch (Exception e)
        {
            if (link is null)
                socket.Dispose();
            else
                await link.DisposeAsync();
            throw e switch
            {
                OperationCanceledException when !cancellationToken.IsCancellationRequested =>
                    new NatsException($"{address} did not greet within {options.ConnectTimeout.TotalSeconds:0.###} s", e),
                SocketException or IOException => new NatsException($"cannot connect to {address}: {e.Message}", e),
                FormatException => new NatsException($"cannot encrypt the session with {address}: {e.Message}", e),
                AuthenticationException => new NatsException($"{address} and this client do not trust each other: {e.Message}", e),
                _ => e,
            };
        }
    }

    /// <summary>Starts reading and writing; what was put into <see cref="Outgoing"/> before goes first.</summary>
    internal void Start() => _loops = Task.WhenAll(
        EndOnFailureAsync(ReadAsync), EndOnFailureAsync(WriteAsync), EndOnFailureAsync(KeepAliveAsync));

    /// <summary>Ends when the server has handled everything written before.</summary>
    internal async Task RoundTripAsync(CancellationToken cancellationToken)
    {
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        SendPing(answered);
        try
        {
            if (await Task.WhenAny(answered.Task, _ended.Task).WaitAsync(_options.RequestTimeout, _time, cancellationToken) == _ended.Task)
                throw new NatsDisconnectedException("the connection ended before the server had handled everything", await _ended.Task);
        }
        catch (TimeoutException)
        {
            throw new NatsTimeoutException($"the server did not handle everything within {_options.RequestTimeout.TotalSeconds:0.###} s");
        }
    }

    internal void End(Exception reason)
    {
        if (!_ended.TrySetResult(reason))
            return;
        // First: nobody must wait for room in a session that will never have any.
        _owner.OnEnded(this);
        Outgoing.Close();
        _ending.Cancel();
        _stream.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        End(new ObjectDisposedException(nameof(NatsLink)));
        await _loops;
        Outgoing.Dispose();
        _ending.Dispose();
    }

    async Task GreetAsync(NatsAddress address, CancellationToken cancellationToken)
    {
        while (Info is null)
        {
            if (TryReadFrame(out var frame) && frame.Kind == FrameKind.Info)
                Info = ServerInfo.Parse(frame.Text);
            else
                await MoreAsync(address, cancellationToken);
        }
        if (Info.TlsRequired || address.Tls || _options.Tls is not null)
            await EncryptAsync(address, cancellationToken);

        var hello = new ArrayBufferWriter<byte>();
        Commands.Connect(hello, ConnectRequest.Of(_options, address, Info));
        Commands.Ping(hello);
        await _stream.WriteAsync(hello.WrittenMemory, cancellationToken);
        while (true)
        {
            var answer = FrameKind.Ok;
            if (TryReadFrame(out var frame))
                answer = frame.Kind == FrameKind.Error ? throw ServerError(frame) : frame.Kind;
            else
                await MoreAsync(address, cancellationToken);
            if (answer == FrameKind.Pong)
                return;
        }
    }

    async Task EncryptAsync(NatsAddress address, CancellationToken cancellationToken)
    {
        if (!Info.TlsRequired && !Info.TlsAvailable)
            throw new NatsException($"{address} does not offer TLS, which this client is told to demand");
        // Whoever sits between could have put clear text here that would count as said by the server afterwards.
        if (!_received.Unread.IsEmpty)
            throw new NatsProtocolException($"{address} went on in clear text after its greeting, although it wants TLS");
        var encrypted = new SslStream(_stream);
        _stream = encrypted;
        _received = new(encrypted);
        await encrypted.AuthenticateAsClientAsync((_options.Tls ?? new()).For(address.Host), cancellationToken);
    }

    async Task MoreAsync(NatsAddress address, CancellationToken cancellationToken)
    {
        if (!await _received.FillAsync(cancellationToken))
            throw new NatsException($"{address} closed the connection while greeting");
    }

    bool TryReadFrame(out Frame frame)
    {
        var read = Frame.TryRead(_received.Unread, Info?.MaxPayload ?? 0, out frame, out var consumed);
        _received.Consume(consumed);
        return read;
    }

    async Task ReadAsync()
    {
        do
        {
            while (TryReadFrame(out var frame))
                Handle(frame);
        }
        while (await _received.FillAsync(_ending.Token));
        throw new NatsDisconnectedException("the server closed the connection");
    }

    void Handle(in Frame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.Message:
                _owner.OnMessage(frame);
                break;
            case FrameKind.Ping:
                Outgoing.TryControl(static (into, _) => Commands.Pong(into), 0);
                break;
            case FrameKind.Pong:
                OnPong();
                break;
            case FrameKind.Error when IsPermissionError(frame.Text):
                _owner.OnPermissionError(Encoding.UTF8.GetString(frame.Text));
                break;
            case FrameKind.Error:
                throw ServerError(frame);
        }
    }

    // Permission errors name one subject and leave the session alive; every other error is followed by its end.
    static bool IsPermissionError(ReadOnlySpan<byte> text) => text.StartsWith("Permissions Violation"u8);

    static NatsServerException ServerError(in Frame frame) => new(Encoding.UTF8.GetString(frame.Text));

    async Task WriteAsync()
    {
        while (true)
        {
            var bytes = await Outgoing.TakeAsync(_ending.Token);
            await _stream.WriteAsync(bytes, _ending.Token);
        }
    }

    async Task KeepAliveAsync()
    {
        while (true)
        {
            await Task.Delay(_options.PingInterval, _time, _ending.Token);
            lock (_pings)
            {
                if (_pings.Count >= _options.PingsOutstandingMax)
                    throw new NatsDisconnectedException($"{_pings.Count} pings in a row stayed unanswered");
            }
            SendPing(null);
        }
    }

    void SendPing(TaskCompletionSource? answered) => Outgoing.TryControl(
        static (into, state) =>
        {
            // Queued under the buffer's lock: pongs come in the order of the pings.
            lock (state.Pings)
                state.Pings.Enqueue(state.Answered);
            Commands.Ping(into);
        },
        (Pings: _pings, Answered: answered));

    void OnPong()
    {
        lock (_pings)
        {
            if (_pings.TryDequeue(out var answered))
                answered?.TrySetResult();
        }
    }

    async Task EndOnFailureAsync(Func<Task> loop)
    {
        await Task.Yield();
        try
        {
            await loop();
        }
        catch (Exception e)
        {
            End(e is NatsException ? e : new NatsDisconnectedException($"the connection broke: {e.Message}", e));
        }
    }
}
