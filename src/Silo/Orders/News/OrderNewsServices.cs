using Kalshi.Grains;
using Kalshi.Silo.Configuration;
using Kalshi.Venues;

namespace Kalshi.Silo.Orders;

/// <summary>What the venue tells of our own trading. Started by the silo that reads the venues, when an account trades there.</summary>
static class OrderNewsServices
{
    internal static void AddOrderNews(
        this IServiceCollection services, SiloOptions silo, KalshiCredentials credentials, VenueClock clock, Random random)
    {
        services.AddSingleton(provider => new KalshiPrivateFeed(
            silo.Kalshi, credentials, new(), clock.Time, random, provider.GetRequiredService<ILogger<KalshiFeed>>()));
        services.AddSingleton<VenueSettlements>();
        services.AddSingleton<OrderNews>();
    }
}
