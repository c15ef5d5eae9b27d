using System.Globalization;
using Kalshi.Storage.Benchmarks;

// throughput [events]            the writer against a bare COPY of the same rows, and what they take on disk
// latency [seconds] [rates...]   from publishing on a real bus to the committed row, at each of the rates
string[] arguments = args.Length > 0 ? args : ["throughput"];
var numbers = arguments[1..].Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray();
switch (arguments[0])
{
    case "throughput":
        await Throughput.RunAsync(events: numbers.ElementAtOrDefault(0) is var events and > 0 ? events : 30_000);
        return 0;
    case "latency":
        await Latency.RunAsync(
            TimeSpan.FromSeconds(numbers.ElementAtOrDefault(0) is var seconds and > 0 ? seconds : 20),
            numbers.Length > 1 ? numbers[1..] : [2_000, 20_000]);
        return 0;
    default:
        Console.Error.WriteLine($"'{arguments[0]}' is neither throughput nor latency");
        return 1;
}
