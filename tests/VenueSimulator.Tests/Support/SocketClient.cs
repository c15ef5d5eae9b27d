using System.Net.WebSockets;
using System.Text.Json;

namespace Kalshi.VenueSimulator.Tests;

/// <summary>A plain WebSocket client that speaks JSON and gives up after a bound.</summary>
sealed class SocketClient : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly ClientWebSocket _socket = new();
    readonly byte[] _buffer = new byte[64 * 1024];

    public static async Task<SocketClient> ConnectAsync(Uri address, IReadOnlyDictionary<string, string>? headers = null)
    {
        var client = new SocketClient();
        client._socket.Options.CollectHttpResponseDetails = true;
        foreach (var (name, value) in headers ?? new Dictionary<string, string>())
            client._socket.Options.SetRequestHeader(name, value);
        using var bound = new CancellationTokenSource(Patience);
        try
        {
            await client._socket.ConnectAsync(address, bound.Token);
        }
        catch (WebSocketException)
        {
            client.RefusedWith = (int)client._socket.HttpStatusCode;
        }
        return client;
    }

    /// <summary>Status of a refused handshake; null when it succeeded.</summary>
    public int? RefusedWith { get; private set; }

    public Task SendAsync(object message) => SendTextAsync(JsonSerializer.Serialize(message));

    public async Task SendTextAsync(string text)
    {
        using var bound = new CancellationTokenSource(Patience);
        await _socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, bound.Token);
    }

    /// <summary>The next message; null when the server has ended the connection.</summary>
    public async Task<JsonElement?> TryReceiveAsync()
    {
        using var bound = new CancellationTokenSource(Patience);
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var read = await _socket.ReceiveAsync(_buffer.AsMemory(), bound.Token);
                if (read.MessageType == WebSocketMessageType.Close)
                    return null;
                message.Write(_buffer, 0, read.Count);
                if (read.EndOfMessage)
                    break;
            }
        }
        catch (WebSocketException)
        {
            return null;
        }
        using var document = JsonDocument.Parse(message.GetBuffer().AsMemory(0, (int)message.Length));
        return document.RootElement.Clone();
    }

    public async Task<JsonElement> ReceiveAsync() =>
        await TryReceiveAsync() ?? throw new InvalidOperationException("the server has ended the connection");

    /// <summary>The next message of this type; others are passed over.</summary>
    public async Task<JsonElement> ReceiveAsync(string type)
    {
        while (true)
        {
            var message = await ReceiveAsync();
            if (message.GetProperty("type").GetString() == type)
                return message;
        }
    }

    public async Task<IReadOnlyList<JsonElement>> ReceiveManyAsync(int count)
    {
        var messages = new List<JsonElement>(count);
        while (messages.Count < count)
            messages.Add(await ReceiveAsync());
        return messages;
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
