using System.Globalization;
using System.Text;
using Kalshi.Grains.Events;

namespace Kalshi.Simulation.Replay;

/// <summary>An event in the words that two runs are compared by.</summary>
/// <remarks>Prices, sides, reasons and money, but no result of a logarithm: its last bit differs between C libraries. Times of
/// decisions count; those at which paper orders happened to be written do not.</remarks>
static class ReplayText
{
    const ulong FnvBasis = 14695981039346656037, FnvPrime = 1099511628211;

    internal static string Of(DomainEvent payload) => payload switch
    {
        OpportunityDecision e => Text(
            $"decision {e.TsEval} {e.Market} {(e.WouldTrade ? "take" : "pass")} {e.Side} {e.ReasonNotEligible} bid/ask {e.YesBidCents}/{e.YesAskCents} spot {e.SpotPrice}"),
        ExecutionOrder e => Text($"order {e.OrderId} {e.Market} {e.Side} {e.Action} {e.Quantity} at {e.Price} {e.Status} {e.Reason}"),
        ExecutionFill e => Text($"fill {e.FillId} {e.Market} {e.Side} {e.Action} {e.Quantity} at {e.Price} fee {e.Fee} outcome {e.Outcome}"),
        _ => payload.EventType,
    };

    internal static ulong Hash(IEnumerable<string> lines)
    {
        var hash = FnvBasis;
        foreach (var line in lines)
        {
            foreach (var b in Encoding.UTF8.GetBytes(line))
                hash = (hash ^ b) * FnvPrime;
            hash = (hash ^ '\n') * FnvPrime;
        }
        return hash;
    }

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
