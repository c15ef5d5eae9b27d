using System.Runtime.CompilerServices;

namespace Kalshi.Silo.Operations;

/// <summary>The status once a second, for as long as somebody looks.</summary>
static class LiveStatus
{
    static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    internal static async IAsyncEnumerable<StatusView> StreamAsync(
        StatusReader status, TimeProvider time, [EnumeratorCancellation] CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            yield return await status.ReadAsync();
            try
            {
                await Task.Delay(Period, time, stop);
            }
            catch (OperationCanceledException)
            {
                yield break;
            }
        }
    }
}
