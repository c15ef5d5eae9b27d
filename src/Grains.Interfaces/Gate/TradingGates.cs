using Kalshi.Trading;

namespace Kalshi.Grains;

/// <summary>Asks all gates that an order has to pass.</summary>
public static class TradingGates
{
    static readonly GateVerdict Open = new(true, GateMode.Active, null, null, null, false);

    /// <summary>As <see cref="AdmitAsync(IGrainFactory, string, string, string, bool, bool)"/>, for the one venue and strategy there are.</summary>
    public static Task<GateVerdict> AdmitAsync(IGrainFactory grains, MarketTicker market, bool reducesExposure) =>
        AdmitAsync(grains, GateScope.Kalshi, market.Series, GateScope.EdgeStrategy, reducesExposure);

    /// <summary>The strictest gate wins; one that cannot be reached says no.</summary>
    /// <param name="reducesExposure">An exit: it may go while the gates are reducing.</param>
    /// <param name="byOperator">A person ordered it by hand: an exit may go while the gates are halted, too.</param>
    public static async Task<GateVerdict> AdmitAsync(
        IGrainFactory grains, string venue, string series, string strategy, bool reducesExposure, bool byOperator = false)
    {
        string[] scopes = [GateScope.Global, GateScope.Venue(venue), GateScope.Series(series), GateScope.Strategy(strategy)];
        var verdicts = await Task.WhenAll(scopes.Select(scope => AskAsync(grains, scope, Passes(reducesExposure, byOperator))));
        // The first of the strictest: global before venue before series before strategy.
        return verdicts.OrderBy(v => v.Admitted).ThenBy(v => v.ShadowOnly).ThenByDescending(v => v.Mode).First();
    }

    static async Task<GateVerdict> AskAsync(IGrainFactory grains, string scope, GateMode passes)
    {
        try
        {
            return Judge(await grains.GetGrain<ITradingGateGrain>(scope).ViewAsync(), passes);
        }
        catch (Exception e)
        {
            return new(false, GateMode.Halted, scope, GateWords.Unreachable, $"gate {scope}: {e.Message}", false);
        }
    }

    // The strictest mode that lets such an order through.
    static GateMode Passes(bool reducesExposure, bool byOperator) =>
        !reducesExposure ? GateMode.Active : byOperator ? GateMode.Halted : GateMode.Reducing;

    static GateVerdict Judge(GateView gate, GateMode passes)
    {
        if (gate.Mode <= passes)
            return Open with { Mode = gate.Mode };
        var reasons = gate.Reasons.Where(r => r.Mode == gate.Mode).ToArray();
        var word = gate.Mode != GateMode.Halted ? GateWords.EntriesStopped
            : reasons.Any(r => r.Code is GateCauses.KillSwitchFile or GateCauses.KillSwitchEnvironment) ? GateWords.KillSwitchActive
            : GateWords.TradingHalted;
        return new(false, gate.Mode, gate.Scope, word, string.Join("; ", reasons.Select(r => $"{r.Code}: {r.Detail}")), gate.ShadowOnly);
    }
}
