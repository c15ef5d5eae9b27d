using Kalshi.Grains;
using Kalshi.Silo.Recording;
using Kalshi.Storage;

namespace Kalshi.Silo.Operations;

/// <summary><c>/api/report/*</c>: what it came to, from the fact tables; and the job that fills them.</summary>
static class ReportEndpoints
{
    const int MaxDays = 3660;
    const int DefaultDays = 30;

    internal static void AddReports(this IServiceCollection services, StorageOptions storage)
    {
        services.AddSingleton(provider => new ReportQueries(provider.GetRequiredService<EventRecord>().Readers));
        // Bus and database live on the wall's clock, and so does what is made of them.
        services.AddHostedService(provider => new SettlementScoring(
            storage, TimeProvider.System, provider.GetRequiredService<ILogger<SettlementScoring>>()));
    }

    internal static void MapReports(this WebApplication app)
    {
        var reports = app.MapGroup("/api/report");
        reports.MapGet("/daily", (ReportQueries queries, VenueClock clock, int? days, CancellationToken stop) =>
            AnswerAsync(clock, days, since => queries.DailyAsync(since, stop)));
        reports.MapGet("/model", (ReportQueries queries, VenueClock clock, int? days, CancellationToken stop) =>
            AnswerAsync(clock, days, since => queries.ModelAsync(since, stop)));
        reports.MapGet("/opportunities", (ReportQueries queries, VenueClock clock, int? days, CancellationToken stop) =>
            AnswerAsync(clock, days, since => queries.OpportunitiesAsync(since, stop)));
    }

    // Markets settle by the venue's clock: its days are counted back from its today.
    static async Task<IResult> AnswerAsync<T>(VenueClock clock, int? days, Func<DateOnly, Task<T>> read) =>
        days is < 1 or > MaxDays
            ? Results.Problem($"days {days} is not 1 to {MaxDays}", statusCode: 400)
            : Results.Ok(await read(DateOnly.FromDateTime(clock.Now.UtcDateTime).AddDays(1 - (days ?? DefaultDays))));
}
