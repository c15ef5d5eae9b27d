using Kalshi.Bus.Benchmarks;
using Kalshi.Bus.JetStream;
using Kalshi.Bus.Nats;
using Kalshi.Servers;

// Usage: Bus.Benchmarks [messages] [runs] [folder of peer.js]. What it prints, and how: docs/benchmarks/bus.md.
var messages = args.Length > 0 ? int.Parse(args[0]) : 200_000;
var runs = args.Length > 1 ? int.Parse(args[1]) : 3;

await using var server = await NatsServer.StartAsync();
await using var connection = await NatsConnection.ConnectAsync(new() { Url = server.Url }, TimeProvider.System, new Random(1));
for (var run = 1; run <= runs; run++)
{
    await using var stream = await BenchStream.CreateAsync(new JetStreamClient(connection), $"BENCH{run}");
    Console.WriteLine($"run {run} of {runs}, {messages} messages of {BenchStream.PayloadBytes} bytes");
    await stream.PublishCoreAsync(messages);
    await stream.PublishAcknowledgedAsync(messages);
    await stream.ConsumeAsync(messages);
    await stream.PublishOneByOneAsync(Math.Max(1, messages / 100));
    EventBench.Run(Math.Max(1, messages / 4));
    await GrainBench.RunAsync(connection, messages);
    if (args.Length > 2)
        await new Interop(connection, server.Url, Path.Combine(args[2], "peer.js")).RunAsync(messages);
}
if (args.Length > 2)
    await SecureInterop.RunAsync(Path.Combine(args[2], "peer.js"), Math.Max(1, messages / 20));
