using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kalshi.Grains.Events;
using Kalshi.Trading;

namespace Kalshi.Bus;

/// <summary>The key that every copy of an event shares, whoever publishes it and however often.</summary>
/// <remarks><c>{event_type}:v{schema_version}:{first 24 hex digits of SHA-256 over the identity's parts}</c>; the parts of each
/// type are those of strategy.md section 9. Where the venue gives no identity, the whole canonical event stands for itself:
/// its payload with type, version and source, never the time at which we received it.</remarks>
public static class EventIdentity
{
    const int HexDigits = 24;

    static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    /// <exception cref="EventRejectedException">The identity's parts are missing.</exception>
    public static string KeyOf(DomainEvent payload, string source)
    {
        var parts = Parts(payload);
        return parts is null
            ? Digest(payload.EventType, CanonicalEvent.Bytes(payload, source))
            : Digest(payload.EventType, Encoding.UTF8.GetBytes(parts));
    }

    /// <summary>True when a text could be the key of an event of that type and version.</summary>
    public static bool HasForm(string? key, string eventType, int version)
    {
        var prefix = Prefix(eventType, version);
        return key is not null
            && key.Length == prefix.Length + HexDigits
            && key.StartsWith(prefix, StringComparison.Ordinal)
            && !key.AsSpan(prefix.Length).ContainsAnyExcept(Hex);
    }

    /// <summary>The parts joined by bars; null when the upstream identity is incomplete and the fallback applies.</summary>
    static string? Parts(DomainEvent payload) => payload switch
    {
        SpotTick { SequenceNumber: { } sequence } e => Join(e.ProductId, e.Ts, sequence),
        SpotTick => null,
        QuoteUpdate { SourceMessageId: { } id } e when !string.IsNullOrWhiteSpace(id) => Join(e.Market, e.Ts, id),
        QuoteUpdate => null,
        // The venue's time tells a market that is active again from one that was never paused.
        MarketLifecycle { UpdatedTsMs: { } updated } e => Join(e.Market, e.Status, e.CloseTs, e.ExpectedExpirationTs, e.ExpirationTs, e.SettlementTs, updated),
        MarketLifecycle e => Join(e.Market, e.Status, e.CloseTs, e.ExpectedExpirationTs, e.ExpirationTs, e.SettlementTs),
        // All terms, not only the reference's: a window's strike is known when it opens, and nothing else changes then.
        ContractUpdate e => Join(
            e.Market, e.Lower, e.Upper, e.StrikeType, e.CloseTs, e.ExpectedExpirationTs, e.ExpirationTs, e.SettledTs, e.Outcome, e.PriceLevelStructure,
            e.UpdatedTsMs),
        EdgeSnapshot e => Join(e.AsOfTs, e.Market, e.StrategyVersion),
        OpportunityDecision { Side: { } side } e => Join(e.TsEval, e.Market, side == Side.Yes ? "YES" : "NO", e.StrategyVersion),
        OpportunityDecision => null,
        ExecutionOrder e => Join(e.OrderId, e.Status),
        ExecutionFill e => Join(e.FillId),
        OrderBookSnapshot e => Join(e.Market, e.Session, e.SubscriptionId, e.Sequence),
        OrderBookDelta e => Join(e.Market, e.Session, e.SubscriptionId, e.Sequence),
        FeedGap e => Join(e.Market, e.Session, e.ExpectedSequence, e.ReceivedSequence, e.Ts),
        OperatorAction e => Join(e.ActionId),
        ReconciliationFinding e => Join(e.FindingId),
        PnlSnapshot e => Join(e.Account, e.Ts),
        RiskLimitsSet e => Join(e.Account, e.Ts, e.Revision),
        EdgeTick e => Join(e.ProductId, e.AsOfTs, e.StrategyVersion),
        DecisionTick e => Join(e.ProductId, e.AsOfTs),
        TakeVerdict e => Join(e.TsEval, e.Market, e.Side == Side.Yes ? "YES" : "NO", e.StrategyVersion),
        SettingsInForce e => Join(e.StartId),
        _ => throw new EventRejectedException($"event_type: '{payload.EventType}' has no identity"),
    };

    static string Join(params ReadOnlySpan<object?> parts)
    {
        var text = new StringBuilder();
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0)
                text.Append('|');
            text.Append(Convert.ToString(parts[i], CultureInfo.InvariantCulture)?.Trim());
        }
        return text.ToString();
    }

    static string Digest(string eventType, ReadOnlySpan<byte> source)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(source, hash);
        return string.Concat(Prefix(eventType, EventSchema.VersionOf(eventType)), Convert.ToHexStringLower(hash[..(HexDigits / 2)]));
    }

    static string Prefix(string eventType, int version) => string.Create(CultureInfo.InvariantCulture, $"{eventType}:v{version}:");
}
