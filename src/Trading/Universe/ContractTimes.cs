namespace Kalshi.Trading.Universe;

/// <summary>The times one source gives for the end of a contract, Unix seconds.</summary>
/// <param name="CloseTs">Trading ends.</param>
/// <param name="ExpectedExpirationTs">The outcome is expected to be known.</param>
/// <param name="SettlementTs">Settlement.</param>
public readonly record struct ContractTimes(long? CloseTs, long? ExpectedExpirationTs, long? SettlementTs)
{
    /// <summary>The time that the edge counts its horizon to: the first of the three that is neither absent nor zero, and failing
    /// that the last one as it is (the reference chains them with Python's <c>or</c>).</summary>
    public long? SettlementTsOrNull =>
        CloseTs is { } close && close != 0 ? close
        : ExpectedExpirationTs is { } expected && expected != 0 ? expected
        : SettlementTs;
}
