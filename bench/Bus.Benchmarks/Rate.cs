namespace Kalshi.Bus.Benchmarks;

/// <summary>Prints how fast something was, and the processor time of this process, which other work on the machine does not change.</summary>
readonly struct Rate
{
    readonly long _start = TimeProvider.System.GetTimestamp();
    readonly TimeSpan _processor = Environment.CpuUsage.TotalTime;

    public Rate()
    {
    }

    internal void Print(string what, int count)
    {
        var elapsed = TimeProvider.System.GetElapsedTime(_start);
        var processor = Environment.CpuUsage.TotalTime - _processor;
        Console.WriteLine($"  {what,-44} {count / elapsed.TotalSeconds,10:N0} /s, {processor.TotalMicroseconds / count,8:0.00} us of processor each");
    }
}
