using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Kalshi.Venues;

/// <summary>Market data over REST. Reads are repeated on transient failures within bounds, and share one budget.</summary>
/// <remarks>Every method throws <see cref="KalshiRestException"/> and nothing else but cancellation.</remarks>
public sealed partial class KalshiRest : IDisposable
{
    readonly RestLine? _ownLine;
    readonly KalshiHttp _http;
    readonly KalshiAnswers _answers;
    readonly KalshiRestOptions _options;

    /// <param name="credentials">null reads public data only.</param>
    /// <param name="http">Without a time-out of its own and without redirects: <see cref="CreateHttpClient"/>.</param>
    /// <param name="line">Shared with everything that uses the same key; null makes a line of its own.</param>
    public KalshiRest(
        KalshiEndpoints endpoints, KalshiCredentials? credentials, HttpClient http, KalshiRestOptions options, TimeProvider clock, Random random,
        RestLine? line = null)
    {
        _options = options;
        _http = new(
            endpoints, credentials is null ? null : new(credentials, clock), http, options, line ?? (_ownLine = new(new(), clock)), clock, random);
        _answers = new(_http, options);
    }

    /// <summary>Fields seen so far that the specification does not name.</summary>
    public long UnknownFields => _answers.UnknownFields;

    /// <summary>Calls that were repeated.</summary>
    public long Retries => _http.Retries;

    public RestLine Line => _http.Line;

    /// <summary>A client that follows no redirects (they would carry signatures elsewhere) and leaves time-outs to us.</summary>
    public static HttpClient CreateHttpClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = System.Net.DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Ends our own waiting; the client that was handed in stays its owner's.</summary>
    public void Dispose() => _ownLine?.Dispose();

    public async Task<ExchangeStatus> ExchangeStatusAsync(CancellationToken cancel)
    {
        var answer = await _answers.GetAsync("exchange/status", KalshiJson.Default.StatusAnswer, cancel);
        return new(answer.ExchangeActive, answer.TradingActive, answer.ExchangeEstimatedResumeTime);
    }

    public async Task<ExchangeSchedule> ExchangeScheduleAsync(CancellationToken cancel)
    {
        const string Path = "exchange/schedule";
        var answer = await _answers.GetAsync(Path, KalshiJson.Default.ScheduleEnvelope, cancel);
        return KalshiAnswers.Map(Path, answer.Schedule, schedule => new ExchangeSchedule(
            [.. schedule.StandardHours.Select(hours => hours.ToHours())], [.. schedule.MaintenanceWindows.Select(window => window.ToWindow())]));
    }

    /// <returns>Always complete: the venue gives them in one answer.</returns>
    public async Task<Listing<Announcement>> AnnouncementsAsync(CancellationToken cancel)
    {
        var answer = await _answers.GetAsync("exchange/announcements", KalshiJson.Default.AnnouncementsAnswer, cancel);
        return Whole(answer.Announcements, KalshiJson.Default.AnnouncementAnswer, announcement => announcement.ToAnnouncement());
    }

    /// <summary>How old what the venue shows of orders, fills and positions may be.</summary>
    /// <returns>Unix seconds up to which the venue has brought its answers about accounts.</returns>
    public async Task<long> UserDataTsAsync(CancellationToken cancel)
    {
        const string Path = "exchange/user_data_timestamp";
        var answer = await _answers.GetAsync(Path, KalshiJson.Default.UserDataAnswer, cancel);
        return KalshiAnswers.Map(Path, answer, data => data.AsOfTime ?? throw new JsonException("as_of_time: missing"));
    }

    /// <summary>What the venue lets our key spend; needs credentials.</summary>
    public async Task<AccountLimits> AccountLimitsAsync(CancellationToken cancel)
    {
        var answer = await _answers.GetAsync("account/limits", KalshiJson.Default.LimitsAnswer, cancel, signed: true);
        return new(answer.UsageTier, new(answer.Read.BucketCapacity, answer.Read.RefillRate), new(answer.Write.BucketCapacity, answer.Write.RefillRate));
    }

    /// <summary>What calls cost; needs credentials.</summary>
    public async Task<EndpointCosts> EndpointCostsAsync(CancellationToken cancel)
    {
        var answer = await _answers.GetAsync("account/endpoint_costs", KalshiJson.Default.CostsAnswer, cancel, signed: true);
        return new(answer.DefaultCost, [.. answer.EndpointCosts.Select(cost => new EndpointCost(cost.Method, cost.Path, cost.Cost))]);
    }

    Listing<TModel> Whole<TItem, TModel>(JsonElement[] elements, JsonTypeInfo<TItem> type, Func<TItem, TModel> map)
    {
        var (items, rejected) = _answers.Items(elements, type, map);
        return new(items, rejected, IsComplete: true);
    }
}
