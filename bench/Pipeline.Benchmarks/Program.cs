using System.Globalization;
using Kalshi.Pipeline.Benchmarks;

// rate [messages] [markets]               from the wire to bus, grains and rows, as fast as the silo reads
// recovery [messages] [kills] [seed]      kill -9 at random moments of that; hot state afterwards against the record
// soak [minutes] [speed] [activity]       a venue at so many times the clock and so busy: service levels, and what grows
// markets [count...]                      what ever more markets cost
// silos [messages] [markets] [most]       what two and three silos cost; the Orleans flavour only
string[] arguments = args.Length > 0 ? args : ["rate"];
var numbers = arguments[1..].Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray();
switch (arguments[0])
{
    case "rate":
        return await RateRun.RunAsync(Number(0, 500_000), Number(1, 20));
    case "recovery":
        return await RecoveryRun.RunAsync(Number(0, 500_000), Number(1, 5), Number(2, 1));
    case "soak":
        return await SoakRun.RunAsync(Number(0, 60), Number(1, 1), Number(2, 20));
    case "markets":
        return await MarketsRun.RunAsync(numbers.Length > 0 ? numbers : [10, 100, 1000, 10_000]);
    case "silos":
        return await SilosRun.RunAsync(Number(0, 200_000), Number(1, 20), Number(2, 3));
    default:
        Console.Error.WriteLine($"'{arguments[0]}' is neither rate, recovery, soak, markets nor silos");
        return 2;
}

int Number(int i, int otherwise) => numbers.ElementAtOrDefault(i) is var number and > 0 ? number : otherwise;
