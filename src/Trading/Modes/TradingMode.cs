namespace Kalshi.Trading;

/// <summary>What becomes of a take; everything before it is the same code in every mode.</summary>
public enum TradingMode
{
    /// <summary>A recorded session on the venue's virtual clock; takes fill on paper.</summary>
    Replay,

    /// <summary>Takes are decided and recorded, and go nowhere.</summary>
    Shadow,

    /// <summary>Takes become orders that fill in our own books.</summary>
    Paper,

    /// <summary>Takes become orders at the venue, with real money.</summary>
    Live,
}

public static class TradingModes
{
    extension(TradingMode mode)
    {
        /// <summary>The account that trades in this mode; also the key of its positions and of its risk limits.</summary>
        public string Account => mode == TradingMode.Live ? "live" : "paper";

        /// <summary>The id of the order that the decision with this idempotency key causes: the same decision is never ordered twice.</summary>
        public string OrderId(string opportunityKey) => $"{(mode == TradingMode.Shadow ? "shadow" : mode.Account)}:{opportunityKey}";

        /// <summary>The mode's name in configuration, events and the API.</summary>
        public string Name => mode switch
        {
            TradingMode.Replay => "replay",
            TradingMode.Shadow => "shadow",
            TradingMode.Live => "live",
            _ => "paper",
        };
    }
}
