using System.Diagnostics;
using System.Globalization;

namespace Kalshi.Servers;

/// <summary>Signals that .NET has no call for.</summary>
public static class ProcessSignal
{
    /// <summary>SIGSTOP: the process keeps its connections and memory and does nothing, as on a machine that is frozen.</summary>
    public static void Stop(int process) => Send("STOP", process);

    /// <summary>SIGCONT: it goes on where it stood, without knowing that time has passed.</summary>
    public static void Continue(int process) => Send("CONT", process);

    static void Send(string signal, int process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        if (kill.ExitCode != 0)
            throw new InvalidOperationException($"no SIG{signal} to process {process}: kill ended with {kill.ExitCode}");
    }
}
