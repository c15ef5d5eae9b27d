namespace Kalshi.VenueSimulator;

/// <summary>The state of the exchange and the limits of the caller's key.</summary>
sealed class ExchangeEndpoints(FaultBoard faults, SessionClock session, RateLimiter limiter)
{
    static readonly TimeSpan LikelyPause = TimeSpan.FromMinutes(5);

    static readonly string[] Days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    internal void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/exchange/status", () =>
        {
            var paused = faults.Holding<Maintenance>() is not null;
            return Respond.Json(new
            {
                ExchangeActive = true,
                TradingActive = !paused,
                ExchangeEstimatedResumeTime = paused ? session.Now + LikelyPause : (DateTimeOffset?)null,
            });
        });
        api.MapGet("/exchange/schedule", () => Respond.Json(new { Schedule = AlwaysOpen() }));
        api.MapGet("/exchange/announcements", () => Respond.Json(new { Announcements = Array.Empty<object>() }));
        api.MapGet("/exchange/user_data_timestamp", () => Respond.Json(new { AsOfTime = session.Now }));
        api.MapGet("/account/limits", () => Respond.Json(new
        {
            UsageTier = limiter.Tier.Name,
            Read = new { BucketCapacity = limiter.Tier.ReadTokensPerSecond, RefillRate = limiter.Tier.ReadTokensPerSecond },
            Write = new { BucketCapacity = limiter.Tier.WriteCapacity, RefillRate = limiter.Tier.WriteTokensPerSecond },
            Grants = Array.Empty<object>(),
        })).RequireSignature();
        api.MapGet("/account/endpoint_costs", () => Respond.Json(new
        {
            UsageTier.DefaultCost,
            EndpointCosts = RateLimiter.Costs,
        })).RequireSignature();
    }

    static object AlwaysOpen()
    {
        var hours = Days.ToDictionary(d => d, _ => (object)new[] { new { OpenTime = "00:00", CloseTime = "00:00" } });
        hours["start_time"] = "2024-12-01T00:00:00Z";
        hours["end_time"] = "2200-12-01T00:00:00Z";
        return new { MaintenanceWindows = Array.Empty<object>(), StandardHours = new[] { hours } };
    }
}
