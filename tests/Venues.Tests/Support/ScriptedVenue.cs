using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kalshi.Venues.Tests;

/// <summary>A real WebSocket server on the loopback whose every move the test makes: what it sends, when it closes, when it goes
/// quiet.</summary>
sealed class ScriptedVenue : IAsyncDisposable
{
    /// <summary>No step of a test takes nearly as long; only a broken test meets it.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    readonly WebApplication _app;
    readonly Channel<Connection> _connections = Channel.CreateUnbounded<Connection>();

    ScriptedVenue(WebApplication app) => _app = app;

    internal Uri Address => new(_app.Urls.Single().Replace("http://", "ws://", StringComparison.Ordinal) + "/trade-api/ws/v2");

    /// <summary>HTTP status with which handshakes are refused; 0 accepts them.</summary>
    internal int RefuseWith { get; set; }

    internal int Handshakes { get; private set; }

    internal static async Task<ScriptedVenue> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.UseWebSockets();
        var venue = new ScriptedVenue(app);
        app.Run(venue.ServeAsync);
        await app.StartAsync();
        return venue;
    }

    /// <summary>The next connection that a client makes.</summary>
    internal async Task<Connection> AcceptAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        return await _connections.Reader.ReadAsync(limit.Token);
    }

    async Task ServeAsync(HttpContext context)
    {
        Handshakes++;
        if (RefuseWith != 0)
        {
            context.Response.StatusCode = RefuseWith;
            return;
        }
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var connection = new Connection(socket, context);
        await _connections.Writer.WriteAsync(connection);
        await connection.Ended;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        try
        {
            await _app.StopAsync(now.Token);
        }
        catch (OperationCanceledException)
        {
            // Connections that a test left open are cut.
        }
        await _app.DisposeAsync();
    }

    internal sealed class Connection(WebSocket socket, HttpContext context)
    {
        readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task Ended => _ended.Task;

        internal IHeaderDictionary Headers { get; } = new HeaderDictionary(context.Request.Headers.ToDictionary(header => header.Key, header => header.Value));

        internal string Path { get; } = context.Request.Path;

        internal async Task SendAsync(params string[] frames)
        {
            foreach (var frame in frames)
                await socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }

        /// <summary>Sends a message in fragments, as a server may.</summary>
        internal async Task SendInPartsAsync(string frame, int partLength)
        {
            var bytes = Encoding.UTF8.GetBytes(frame);
            for (var at = 0; at < bytes.Length; at += partLength)
                await socket.SendAsync(
                    bytes.AsMemory(at, Math.Min(partLength, bytes.Length - at)), WebSocketMessageType.Text, at + partLength >= bytes.Length, CancellationToken.None);
        }

        /// <summary>The next command of the client; null when it closed or cut the connection.</summary>
        internal async Task<JsonElement?> ReceiveAsync()
        {
            var buffer = new byte[64 * 1024];
            using var limit = new CancellationTokenSource(Patience);
            try
            {
                var result = await socket.ReceiveAsync(buffer, limit.Token);
                return result.MessageType == WebSocketMessageType.Close ? null : JsonDocument.Parse(buffer.AsMemory(0, result.Count)).RootElement;
            }
            catch (WebSocketException)
            {
                return null;
            }
        }

        /// <summary>Receives a subscription of one channel and confirms it.</summary>
        internal async Task<JsonElement> ConfirmAsync(int sid)
        {
            var command = await ReceiveAsync() ?? throw new InvalidOperationException("the client closed instead of subscribing");
            var channel = command.GetProperty("params").GetProperty("channels")[0].GetString();
            await SendAsync($$$"""{"id":{{{command.GetProperty("id")}}},"type":"subscribed","msg":{"channel":"{{{channel}}}","sid":{{{sid}}}}}""");
            return command;
        }

        internal async Task CloseAsync(WebSocketCloseStatus status, string reason)
        {
            await socket.CloseOutputAsync(status, reason, CancellationToken.None);
            _ended.TrySetResult();
        }

        /// <summary>Cuts the connection without a word.</summary>
        internal void Cut()
        {
            context.Abort();
            _ended.TrySetResult();
        }
    }
}
