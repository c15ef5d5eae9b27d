using System.Diagnostics;
using System.Text;
using Kalshi.Bus.JetStream;
using Kalshi.Bus.Nats;

namespace Kalshi.Bus.Benchmarks;

/// <summary>Our client and the official JavaScript one read what the other wrote, through one server.</summary>
/// <param name="peer">Environment of the other client.</param>
sealed class Interop(NatsConnection connection, string url, string script, IReadOnlyDictionary<string, string>? peer = null)
{
    /// <exception cref="InvalidOperationException">A message differs, or came in another number.</exception>
    internal async Task RunAsync(int count)
    {
        var jetStream = new JetStreamClient(connection);
        var lines = EventBench.Samples.Select(p => Encoding.UTF8.GetString(EventJson.Serialize(EventFactory.Create(p, "kalshi.ws")))).ToList();
        await jetStream.CreateStreamAsync(new() { Name = "INTEROP", Subjects = ["interop.>"] });

        await PublishAsync(lines, count);
        var read = await RunPeerAsync("consume", "interop.ours", count, "");
        Require(read.Order().SequenceEqual(lines.Order()), "node read other bodies than we wrote");

        await RunPeerAsync("publish", "interop.theirs", count, string.Join('\n', lines));
        await ConsumeAsync(jetStream, lines, count);
        await jetStream.DeleteStreamAsync("INTEROP");
        Console.WriteLine($"  {count} messages each way: every body as it was written");
    }

    async Task PublishAsync(List<string> lines, int count)
    {
        var bodies = lines.Select(Encoding.UTF8.GetBytes).ToList();
        await using var publisher = new StreamPublisher(connection);
        var rate = new Rate();
        for (var i = 0; i < count; i++)
            await publisher.SendAsync("interop.ours", new PublishExpectation($"ours-{i}").ToHeaders(), bodies[i % bodies.Count]);
        await publisher.FlushAsync();
        rate.Print("ours: publish, acknowledged, 4096 in flight", count);
        Require(publisher.Counts.Stored == count, $"{publisher.Counts}");
    }

    async Task ConsumeAsync(JetStreamClient jetStream, List<string> lines, int count)
    {
        await jetStream.CreateConsumerAsync("INTEROP", new() { DurableName = "ours", FilterSubject = "interop.theirs", MaxAckPending = 16_384 });
        await using var consumer = new PullConsumer(connection, "INTEROP", "ours");
        var rate = new Rate();
        for (var read = 0; read < count;)
        {
            foreach (var message in await consumer.FetchAsync(1000, TimeSpan.FromSeconds(30)))
            {
                Require(Encoding.UTF8.GetString(message.Payload.Span) == lines[read % lines.Count], "we read another body than node wrote");
                var key = EventJson.Parse(message.Payload.Span).IdempotencyKey;
                Require(message.Headers["Nats-Msg-Id"]!.StartsWith(key, StringComparison.Ordinal), "the message id is not the key");
                await consumer.AcknowledgeAsync(message.ReplySubject);
                read++;
            }
        }
        await connection.FlushAsync();
        rate.Print("ours: consume, parse, each acknowledged", count);
    }

    async Task<List<string>> RunPeerAsync(string mode, string subject, int count, string input)
    {
        var start = new ProcessStartInfo("node", [script, mode, url, "INTEROP", subject, $"{count}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in peer ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Require(process.ExitCode == 0, $"node ended with {process.ExitCode}: are its packages installed (npm install in {Path.GetDirectoryName(script)})?");
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    static void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new InvalidOperationException(otherwise);
    }
}
