using System.Runtime.InteropServices;
using System.Text;

namespace Kalshi.VenueSimulator;

/// <summary>What the simulator's own process prints, and when it ends.</summary>
static class SimulatorConsole
{
    /// <summary>Runs until a signal asks to end (0) or the session fails (1).</summary>
    internal static async Task<int> RunAsync(SimulatorHost simulator, bool control)
    {
        var signalled = new TaskCompletionSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);

        Print("listening");
        var played = await Task.WhenAny(simulator.DataPlayed, signalled.Task);
        if (played == simulator.DataPlayed)
        {
            Print(simulator.DataPlayed.IsCompletedSuccessfully ? "ended" : "failed");
            if (!simulator.DataPlayed.IsCompletedSuccessfully)
                return 1;
            await signalled.Task;
        }
        return 0;

        void Print(string what) => Console.WriteLine(control
            ? Encoding.UTF8.GetString(WireJson.Bytes(new { Event = what, Url = Root(simulator), simulator.Status }))
            : Text(what, simulator));

        void End(PosixSignalContext context)
        {
            context.Cancel = true;
            signalled.TrySetResult();
        }
    }

    static string Root(SimulatorHost simulator) => simulator.Address.ToString().TrimEnd('/');

    static string Text(string what, SimulatorHost simulator) => what switch
    {
        "listening" => $"""
            listening on {Root(simulator)} ({simulator.Status.Mode})
              Kalshi REST    {simulator.KalshiRest}
              Kalshi stream  {simulator.KalshiStream}
              Coinbase       {simulator.CoinbaseAdvancedTrade}
              clock          {Describe(simulator.Status.Clock)}
            """,
        "ended" => "all recorded data has been played; connections stay open",
        _ => $"the session failed: {simulator.Status.Failure}",
    };

    static string Describe(ClockStatus clock) => clock.Origin is { } origin
        ? $"--clock-origin {WireTime.Iso(origin)} --clock-anchor {WireTime.Iso(clock.Anchor!.Value)} --clock-rate {clock.Rate}"
        : "system";
}
