using Kalshi.Bus;
using Kalshi.Grains;
using Kalshi.Grains.Events;
using Kalshi.Grains.Markets;
using Kalshi.Silo.Clock;
using Kalshi.Silo.Configuration;
using Kalshi.Silo.Hosting;
using Kalshi.Silo.Ingest;
using Kalshi.Silo.Logging;
using Kalshi.Silo.Operations;
using Kalshi.Silo.Orders;
using Kalshi.Silo.Recording;
using Kalshi.Silo.Safety;
using Kalshi.Silo.Scheduled;
using Kalshi.Silo.Supervision;
using Kalshi.Silo.Telemetry;
using Kalshi.Storage;
using Kalshi.Venues;

namespace Kalshi.Silo;

/// <summary>The process from start to end: the record first, then the grains, then what feeds them; back in reverse.</summary>
static class SiloProcess
{
    /// <summary>Nothing that an operator has to say is longer.</summary>
    const int RequestBytesMax = 64 * 1024;

    static readonly TimeSpan DrainPatience = TimeSpan.FromSeconds(45);

    internal static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.Configure(builder.Configuration["log-file"]);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = RequestBytesMax);
        // One file a setting: container secrets and systemd credentials come like that.
        if (builder.Configuration["SECRETS_DIR"] is { Length: > 0 } secrets)
            builder.Configuration.AddKeyPerFile(secrets);
        using var cycle = ScheduledCycle.From(builder.Configuration, TimeProvider.System);
        cycle?.Restrain(builder.Configuration);
        var knobs = new Knobs(builder.Configuration);
        if (builder.Configuration["migrate-only"] is not null)
            return await MigrateAsync(StorageOptions.FromEnvironment(knobs.Optional));
        var (options, credentials) = ReadSettings(knobs, builder.Services);
        knobs.ThrowIfFaulty();
        if (builder.Configuration["check-config"] is not null)
            return ConfigTable.Print(knobs.Readings);

        using var telemetry = OpenTelemetryExport.Start(builder.Configuration);
        var clock = ClockOf(options);
        // Jitter of back-offs only: nothing that is recorded depends on it.
        var random = new Random(Environment.ProcessId);
        using var startLogs = LoggerFactory.Create(logging => logging.Configure(builder.Configuration["log-file"]));
        var patience = new StartPatience(options.StartPatience, TimeProvider.System, Console.Out);
        await VenueCheck.RunAsync(options, credentials!, clock, random, patience, CancellationToken.None);
        await using var record = await EventRecord.OpenAsync(options, random, startLogs, patience, CancellationToken.None);

        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(patience);
        AddRecord(builder.Services, record);
        // Hosted parts start in this order and stop in the reverse: grains run before anything feeds them, and after.
        builder.Services.AddDeploymentLock(options);
        builder.UseGrains(options);
        builder.Services.AddBusGuard();
        builder.Services.AddGrainActivity();
        if (telemetry is not null)
            builder.Services.AddTracedCalls();
        builder.Services.AddOrderVenues(options, credentials!, clock, random);
        builder.Services.AddSafety(credentials!);
        builder.Services.AddVenues(options, credentials!, clock, random);
        AddOperations(builder.Services);
        if (cycle?.Mode != CycleMode.Collect)
            builder.Services.AddHostedService<StrategyWatchdog>();
        builder.Services.AddDeadLetters();
        builder.Services.AddStateHash();
        builder.Services.AddReports(options.Storage);

        var app = builder.Build();
        app.UseWebPage();
        app.MapOperations();
        app.MapConfig();
        app.MapOrders();
        app.MapHistory();
        app.MapBundle();
        app.MapSafety();
        app.MapDeadLetters();
        app.MapVenue();
        app.MapStateHash();
        app.MapReports();
        app.MapGrainActivity();
        app.MapGrainDashboard(options);
        var (status, missing) = await ServeAsync(app, builder.Configuration["ready-file"], cycle);

        var drained = await record.DrainAsync(DrainPatience);
        var code = Report(options, app.Services.GetRequiredService<FeedAccounts>(), record, drained);
        if (app.Services.GetRequiredService<IngestLeadership>().IsLost || app.Services.GetRequiredService<DeploymentLock>().IsLost)
            code = ExitCodes.Replaced;
        if (app.Services.GetRequiredService<BusGuard>().IsBusReplaced)
            code = ExitCodes.BusReplaced;
        return cycle?.End(status, code, missing) ?? code;
    }

    /// <summary>Reads every setting there is; what is wrong with them is told by the knobs.</summary>
    internal static (SiloOptions Options, KalshiCredentials? Credentials) ReadSettings(Knobs knobs, IServiceCollection services)
    {
        var options = SiloOptionsReader.Read(knobs);
        var credentials = knobs.Try("KALSHI_API_KEY_ID", () => KalshiCredentials.FromEnvironment(knobs.Optional), null)
            ?? knobs.Fault<KalshiCredentials?>("KALSHI_API_KEY_ID", "missing: the venue's WebSocket wants a signed handshake", null);
        var safety = services.ReadSafety(knobs, options);
        AddStrategy(services, knobs, options, safety);
        knobs.Optional("SECRETS_DIR");
        services.AddSingleton(knobs);
        return (options, credentials);
    }

    /// <summary>Brings the database up to this build, as a role that may, and ends.</summary>
    static async Task<int> MigrateAsync(StorageOptions options)
    {
        using var logs = LoggerFactory.Create(logging => logging.Configure(file: null));
        var report = await StartupException.Explain("PostgreSQL (PG_DSN)", () =>
            new Migrator(options, logs.CreateLogger<Migrator>()).MigrateAsync());
        Console.WriteLine(report.Applied.Count == 0
            ? $"the database is at {report.Version:D4} already"
            : $"applied {string.Join(", ", report.Applied)}");
        return ExitCodes.Stopped;
    }

    static VenueClock ClockOf(SiloOptions options) => options is { ClockOrigin: { } origin, ClockAnchor: { } anchor }
        ? new(
            new RatedTimeProvider(
                DateTimeOffset.FromUnixTimeSeconds(origin), DateTimeOffset.FromUnixTimeSeconds(anchor), options.ClockRate, TimeProvider.System),
            options.ClockRate)
        : new(TimeProvider.System);

    static void AddStrategy(IServiceCollection services, Knobs knobs, SiloOptions options, SafetyOptions safety)
    {
        services.AddSingleton(StrategyOptionsReader.Edges(knobs, options.Series));
        services.AddSingleton(StrategyOptionsReader.Opportunities(knobs) with { Mode = safety.Mode });
        services.AddSingleton(StrategyOptionsReader.Entries(knobs));
        services.AddSingleton(StrategyOptionsReader.HotState(knobs));
        services.AddSingleton(new MarketGrainOptions(options.ProductId));
        services.AddOrders(knobs, options);
    }

    static void AddRecord(IServiceCollection services, EventRecord record)
    {
        services.AddSingleton(record);
        services.AddSingleton(record.Connection);
        services.AddSingleton(record.Publisher);
        services.AddSingleton<IEventPublisher>(record.Publisher);
        services.AddSingleton(record.DeadLetters);
        services.AddSingleton<IDeadLetters>(record.DeadLetters);
        services.AddSingleton<IEventRecorder, BusRecorder>();
        services.AddSingleton<IEventHistory>(new BusHistory(record.History, record.JetStream, new()));
        services.AddSingleton(new EventQueries(record.Readers));
        services.AddSingleton(new MarketHistory(record.Readers));
        services.AddSingleton(new EventExport(record.Readers));
        services.AddSingleton(record.Watch);
        services.AddHostedService<BusWatchService>();
    }

    static void AddOperations(IServiceCollection services)
    {
        services.AddSingleton<Readiness>();
        services.AddSingleton<StatusReader>();
        services.AddSingleton<PrometheusText>();
        services.AddHostedService<SummaryService>();
        services.AddHostedService<SystemMetrics>();
        services.AddHostedService<SystemdNotifier>();
        services.ConfigureHttpJsonOptions(json => OperationsEndpoints.ConfigureJson(json.SerializerOptions));
        services.AddProblemDetails();
    }

    /// <summary>Runs until the process is told to stop, or until a scheduled cycle has done its work; says on the way when
    /// everything is ready.</summary>
    /// <returns>Of a cycle, the last status and what it did not get done.</returns>
    static async Task<(StatusView? Status, string? Missing)> ServeAsync(WebApplication app, string? readyFile, ScheduledCycle? cycle)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        await app.StartAsync();
        var ready = app.Services.GetRequiredService<Readiness>().WaitAsync(stopping);
        if (cycle is not null)
        {
            var reader = app.Services.GetRequiredService<StatusReader>();
            var missing = await cycle.WorkAsync(ready, reader, stopping);
            var status = await reader.ReadAsync();
            await app.StopAsync();
            return (status, missing);
        }
        await ready;
        if (readyFile is not null && !stopping.IsCancellationRequested)
            await File.WriteAllLinesAsync(readyFile, app.Urls);
        await app.WaitForShutdownAsync();
        return (null, null);
    }

    static int Report(SiloOptions options, FeedAccounts feeds, EventRecord record, bool drained)
    {
        var published = record.Publisher.Counts;
        var stored = record.Writer.Snapshot;
        var balance = new Balance(
            feeds.Read(), published.Published, published.Failures + Math.Min(published.Duplicates, published.SentAgain), stored.Inserted, stored.AlreadyStored, stored.DeadLettered,
            record.BacklogBefore, drained, options.Cluster.IsShared);
        foreach (var line in balance.Lines())
            Console.WriteLine(line);
        return balance is { FramesBalance: true, RowsBalance: true } ? ExitCodes.Stopped : ExitCodes.Unbalanced;
    }
}
