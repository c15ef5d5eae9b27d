namespace Kalshi.VenueSimulator;

/// <summary>A recorded session that begins again when it has ended, for ever, as a venue that never closes.</summary>
/// <remarks>Each pass lists its markets anew, under the names of their shifted closing times. At the joint the spot price
/// jumps from the recording's last to its first.</remarks>
sealed class LoopedFlow(RecordedFlow session) : IVenueFlow
{
    readonly TimeSpan _period = LoopPass.PeriodOf(session.Length, session.Markets);

    public TimeSpan SubSecond => session.SubSecond;

    public IEnumerable<FlowEvent> Opening => session.Opening;

    public IEnumerable<FlowEvent> Data
    {
        get
        {
            var lifecycle = new PriorityQueue<FlowEvent, (TimeSpan At, int Number)>();
            for (var number = 0; ; number++)
            {
                var pass = new LoopPass(session, _period, number);
                // The first pass's opening is the venue's own.
                foreach (var happening in number == 0 ? [] : session.Opening)
                    yield return pass.Shift(happening);
                foreach (var happening in session.Lifecycle)
                    lifecycle.Enqueue(pass.Shift(happening), (pass.Begin + happening.At, number));
                foreach (var happening in session.Data)
                {
                    foreach (var due in Due(lifecycle, pass.Begin + happening.At))
                        yield return due;
                    yield return pass.Shift(happening);
                }
                foreach (var due in Due(lifecycle, pass.Begin + _period))
                    yield return due;
            }
        }
    }

    /// <summary>All of it is in <see cref="Data"/>: a market must be listed before its first frame.</summary>
    public IEnumerable<FlowEvent> Lifecycle => [];

    static IEnumerable<FlowEvent> Due(PriorityQueue<FlowEvent, (TimeSpan At, int Number)> waiting, TimeSpan until)
    {
        while (waiting.TryPeek(out var happening, out var when) && when.At <= until)
        {
            waiting.Dequeue();
            yield return happening;
        }
    }
}
