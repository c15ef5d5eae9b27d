using Kalshi.Grains;
using Kalshi.Grains.Gate;
using Kalshi.Grains.Opportunities;
using Kalshi.Grains.Orders;
using Kalshi.Grains.Reconciliation;
using Kalshi.Silo.Configuration;
using Kalshi.Trading;
using Kalshi.Venues;

namespace Kalshi.Silo.Orders;

/// <summary>The money path's parts in the silo.</summary>
static class OrderServices
{
    internal static void AddOrders(this IServiceCollection services, Knobs knobs, SiloOptions silo)
    {
        services.AddSingleton(new OrderOptions
        {
            MaxIntentAgeSeconds = knobs.Whole("ORDER_INTENT_MAX_AGE_SECONDS", 10, 1, 3600),
            AbsenceProofSeconds = knobs.Whole("ORDER_ABSENCE_PROOF_SECONDS", 60, 5, 3600),
        });
        services.AddSingleton(new ReconciliationOptions());
        services.AddSingleton(new KalshiVenueOptions
        {
            GroupContracts = Quantity.FromSteps(knobs.Whole("ORDER_GROUP_CONTRACTS", 1000, 1, 1_000_000) * Quantity.Scale),
        });
        services.AddSingleton(new OrderServiceOptions
        {
            PaperFills = PaperFillsOf(knobs, silo),
            ReconcileInterval = TimeSpan.FromSeconds(knobs.Whole("RECONCILE_INTERVAL_SECONDS", 15, 1, 3600)),
            SettlementInterval = TimeSpan.FromSeconds(knobs.Whole("SETTLEMENT_INTERVAL_SECONDS", 60, 1, 3600)),
            SnapshotInterval = TimeSpan.FromSeconds(knobs.Whole("PNL_SNAPSHOT_SECONDS", 60, 1, 86_400)),
            MarkInterval = TimeSpan.FromSeconds(knobs.Whole("RISK_MARK_SECONDS", 5, 1, 3600)),
        });
        services.AddSingleton(new PaperFillOptions
        {
            Latency = TimeSpan.FromMilliseconds(knobs.Whole("PAPER_LATENCY_MS", 100, 0, 60_000)),
            LookInterval = TimeSpan.FromMilliseconds(knobs.Whole("PAPER_LOOK_MS", 250, 10, 60_000)),
            TradeSharePercent = knobs.Whole("PAPER_TRADE_SHARE", 50, 0, 100),
        });
        services.AddSingleton<IOrderGates, OrderGates>();
        services.AddSingleton<HaltEffect>();
        services.AddSingleton<IHaltEffect>(provider => provider.GetRequiredService<HaltEffect>());
    }

    /// <summary>Everything that runs by itself; after the grains, so that it stops before them.</summary>
    internal static void AddOrderVenues(this IServiceCollection services, SiloOptions silo, KalshiCredentials credentials, VenueClock clock, Random random)
    {
        services.AddSingleton(provider => new KalshiOrders(
            silo.Kalshi, credentials, KalshiRest.CreateHttpClient(), new(), provider.GetRequiredService<RestLine>(), clock.Time, random));
        services.AddSingleton<KalshiOrderGroup>();
        services.AddSingleton<KalshiVenue>();
        services.AddSingleton<BookPaperVenue>();
        services.AddSingleton(Venues);
        services.AddOrderNews(silo, credentials, clock, random);
        services.AddHostedService(provider => provider.GetRequiredService<HaltEffect>());
        services.AddHostedService<ReconciliationService>();
        services.AddHostedService<PnlService>();
        services.AddHostedService<LossWatch>();
        services.AddHostedService<PaperLooks>();
    }

    static OrderVenues Venues(IServiceProvider provider)
    {
        var venues = new Dictionary<string, IOrderVenue>
        {
            [TradingMode.Paper.Account] = provider.GetRequiredService<OrderServiceOptions>().PaperFills switch
            {
                PaperFills.Venue => provider.GetRequiredService<KalshiVenue>(),
                PaperFills.Book => provider.GetRequiredService<BookPaperVenue>(),
                _ => new ReferencePaperVenue(provider.GetRequiredService<VenueClock>()),
            },
        };
        if (provider.GetRequiredService<OpportunityGrainOptions>().Mode == TradingMode.Live)
            venues[TradingMode.Live.Account] = provider.GetRequiredService<KalshiVenue>();
        return new(venues);
    }

    static PaperFills PaperFillsOf(Knobs knobs, SiloOptions silo) => knobs.Text("PAPER_FILLS", "reference") switch
    {
        "reference" => PaperFills.Reference,
        "book" => PaperFills.Book,
        "venue" when silo.Kalshi.Environment == KalshiEndpoints.Production.Environment => knobs.Fault(
            "PAPER_FILLS", "'venue' sends orders, and this venue trades for real money: KALSHI_ENV must be demo, or a simulator's address given",
            PaperFills.Reference),
        "venue" => PaperFills.Venue,
        var text => knobs.Fault("PAPER_FILLS", $"'{text}' is neither reference, book nor venue", PaperFills.Reference),
    };
}
