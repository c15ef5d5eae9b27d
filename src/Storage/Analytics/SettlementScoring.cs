using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Kalshi.Storage;

/// <summary>Fills the fact tables: scores what was computed and decided about each market once its outcome is known. Every
/// process may run it; an advisory lock lets one work at a time.</summary>
/// <remarks>It reads the event store only, so a pass can be repeated, interrupted or missed without harm: a market is scored
/// in one transaction, and again when its outcome changes or more of its events arrive.</remarks>
public sealed partial class SettlementScoring(StorageOptions options, TimeProvider time, ILogger<SettlementScoring> logger) : BackgroundService
{
    internal const long Lock = 0x4B41_4C53_5343_4F52; // "KALSSCOR"

    // A pass is one of many: what does not fit comes in the next.
    const int MarketsPerPass = 500;

    /// <summary>One pass: scores what has settled since the last, sums up the days that changed, and drops old facts.</summary>
    /// <returns>Markets scored; null when another process is at it.</returns>
    /// <exception cref="NpgsqlException">PostgreSQL cannot be reached or refuses; nothing of the market at hand is stored.</exception>
    public async Task<int?> RunOnceAsync(CancellationToken cancellationToken = default)
    {
        await using var connection = StorageConnections.ForAnalytics(options);
        await connection.OpenAsync(cancellationToken);
        var tables = new FactTables(connection);
        // Held by the session, which ends with this pass.
        if (!await tables.TryLockAsync(Lock, cancellationToken))
            return null;
        var markets = await tables.UnscoredAsync(MarketsPerPass, cancellationToken);
        foreach (var market in markets)
            await ScoreAsync(tables, market, cancellationToken);
        foreach (var day in markets.SelectMany(m => m.Days).Distinct())
            await tables.SumUpAsync(day, cancellationToken);
        if (options.FactsRetentionDays is { } days)
            await tables.DropBeforeAsync(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(-days), cancellationToken);
        return markets.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await RunOnceAsync(stoppingToken) is { } scored and > 0)
                    LogScored(scored);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(e, options.ScoringInterval.TotalSeconds);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            await Task.Delay(options.ScoringInterval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    static async Task ScoreAsync(FactTables tables, SettledMarket market, CancellationToken cancellationToken)
    {
        var snapshots = (await tables.SnapshotsAsync(market.MarketId, cancellationToken)).Select(s => SnapshotScore.Of(s, market.Outcome));
        var decisions = (await tables.DecisionsAsync(market.MarketId, cancellationToken)).Select(d => DecisionOutcome.Of(d, market.Outcome));
        await tables.StoreAsync(market, [.. snapshots], [.. decisions], cancellationToken);
    }

    [LoggerMessage(3601, LogLevel.Information, "Scored {Markets} settled markets")]
    partial void LogScored(int markets);

    [LoggerMessage(3602, LogLevel.Warning, "Scoring settled markets failed; the next attempt follows in {Seconds:F0} s")]
    partial void LogFailed(Exception error, double seconds);
}
