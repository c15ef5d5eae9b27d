using System.CommandLine;
using System.Globalization;
using Kalshi.Simulation.Running;

namespace Kalshi.Simulation.Commands;

/// <summary><c>days</c>: whether the process grows from one day of rollovers to the next.</summary>
static class DaysCommand
{
    internal static Command Create()
    {
        var days = new Argument<int>("days") { Description = "The longest run", DefaultValueFactory = _ => 7 };
        var seed = new Option<int>("--seed") { Description = "Of the venue", DefaultValueFactory = _ => 1 };
        var command = new Command("days", "Runs the real grains for one simulated day, for two and so on, each time in one life without faults, and prints what the process holds in memory at the end.")
        {
            days, seed,
        };
        command.SetAction(result =>
        {
            // What is compiled and cached at the first run is no growth.
            DaysRun.Run(result.GetValue(seed), 1);
            Console.WriteLine("| simulated days | markets | events | settlements | process, kB | bus, database and venue, kB |");
            Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: |");
            for (var length = 1; length <= result.GetValue(days); length++)
            {
                var run = DaysRun.Run(result.GetValue(seed), length);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {run.Days} | {run.Markets} | {run.Events} | {run.Settlements} | {run.Process / 1000} | {run.Outside / 1000} |"));
            }
            return 0;
        });
        return command;
    }
}
