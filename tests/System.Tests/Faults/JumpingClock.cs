namespace Kalshi.System.Tests.Faults;

/// <summary>The wall clock of a process, which can be set while it runs (libfaketime); its monotonic clock goes on as ever.</summary>
sealed class JumpingClock : IDisposable
{
    // Within so many seconds the process reads its clock's new setting.
    const string Notice = "1";

    readonly string _setting = Path.Combine(Path.GetTempPath(), $"clock-{Guid.NewGuid():N}");

    internal JumpingClock() => SetAhead(TimeSpan.Zero);

    static string Library => Directory.EnumerateFiles("/usr/lib", "libfaketimeMT.so.1", SearchOption.AllDirectories).FirstOrDefault()
        ?? throw new InvalidOperationException("no libfaketime (Debian: apt-get install faketime; tests/faults/run does)");

    /// <summary>Gives the clock to a process that is started with these settings.</summary>
    internal void GiveTo(Dictionary<string, string> settings)
    {
        settings["LD_PRELOAD"] = Library;
        settings["FAKETIME_TIMESTAMP_FILE"] = _setting;
        settings["FAKETIME_CACHE_DURATION"] = Notice;
        settings["FAKETIME_DONT_FAKE_MONOTONIC"] = "1";
        settings["NO_FAKE_STAT"] = "1";
    }

    /// <summary>Sets the clock by so much ahead of the true one, or behind it.</summary>
    internal void SetAhead(TimeSpan ahead)
    {
        File.WriteAllText(_setting + ".new", FormattableString.Invariant($"{ahead.TotalSeconds:+0;-0;+0}"));
        File.Move(_setting + ".new", _setting, overwrite: true);
    }

    public void Dispose() => File.Delete(_setting);
}
