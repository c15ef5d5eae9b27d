namespace Kalshi.VenueSimulator;

/// <summary>The state of the exchange and the limits of the caller's key.</summary>
sealed class ExchangeEndpoints(FaultBoard faults, SessionClock session)
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
        api.MapGet("/account/limits", () => Respond.Json(new
        {
            UsageTier = "basic",
            Read = new { BucketCapacity = RateLimiter.ReadTokensPerSecond, RefillRate = RateLimiter.ReadTokensPerSecond },
            Write = new { BucketCapacity = 2 * RateLimiter.WriteTokensPerSecond, RefillRate = RateLimiter.WriteTokensPerSecond },
            Grants = Array.Empty<object>(),
        })).RequireSignature();
        api.MapGet("/account/endpoint_costs", () => Respond.Json(new
        {
            RateLimiter.DefaultCost,
            EndpointCosts = new[]
            {
                new { Method = "DELETE", Path = "/trade-api/v2/portfolio/events/orders/:order_id", Cost = 2 },
            },
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
