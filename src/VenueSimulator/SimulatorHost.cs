using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Kalshi.VenueSimulator;

/// <summary>A running simulator: both venues on one address.</summary>
public sealed partial class SimulatorHost : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly SimulatorOptions _options;
    readonly Exchange _exchange;
    readonly SpotMarket _spot;
    readonly SessionClock _session;
    readonly FlowCounts _counts = new();
    readonly Authenticator _authenticator;
    readonly CancellationTokenSource _stopping = new();
    readonly FlowPlayer _dataPlayer;
    readonly FlowPlayer _lifecyclePlayer;
    readonly FaultBoard _faults;
    Task _data = Task.CompletedTask;
    Task _lifecycle = Task.CompletedTask;
    Task _scripted = Task.CompletedTask;

    SimulatorHost(SimulatorOptions options, IVenueFlow flow)
    {
        _options = options;
        _session = new(options.Clock, flow.SubSecond, options.StartDelay, options.Paced);
        _exchange = new(_session, _counts, new(options.Seed ?? 0), options.StartingBalance, options.FeePrecision);
        _spot = new(_session, _counts);
        _dataPlayer = new(_session, _exchange, _spot);
        _lifecyclePlayer = new(_session, _exchange, _spot);
        _authenticator = new(options.ApiKeyId, PublicKey(options), options.Clock, options.TimestampTolerance);

        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions());
        builder.WebHost.UseUrls(options.Urls);
        builder.Logging.ClearProviders().AddSimpleConsole(c => c.SingleLine = true).SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Kalshi", LogLevel.Information);
        _app = builder.Build();
        _faults = new(_exchange, _spot, _app.Logger);
        MapVenues();
    }

    /// <summary>Where the simulator listens.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Base of the prediction market's REST API.</summary>
    public Uri KalshiRest => new(Address, "/trade-api/v2");

    /// <summary>The prediction market's stream.</summary>
    public Uri KalshiStream => WebSocketAddress(StreamEndpoint.Path);

    /// <summary>The spot venue's Advanced Trade feed.</summary>
    public Uri CoinbaseAdvancedTrade => WebSocketAddress("/coinbase/advanced-trade");

    /// <summary>The spot venue's Exchange feed.</summary>
    public Uri CoinbaseExchange => WebSocketAddress("/coinbase/exchange");

    /// <summary>Completes when all recorded data has been played, and fails when it could not be.</summary>
    public Task DataPlayed => _data;

    public SimulatorStatus Status => new(
        _options.Seed is not null ? "generated" : _options.Loop ? "recording_loop" : _options.Paced ? "recording" : "recording_unpaced",
        _session.HasStarted ? _session.Start : null,
        _data.IsCompletedSuccessfully,
        (_data.Exception ?? _lifecycle.Exception)?.InnerException?.Message,
        ClockStatus.Of(_options.Clock),
        _exchange.Subscribers.Current.Count,
        _spot.Subscribers.Current.Count,
        _counts.PlayedByKind,
        _counts.SentByChannel,
        _counts.SpotSent);

    /// <summary>Whether the session has followed the clock until <paramref name="time"/>.</summary>
    internal bool HasPlayedUntil(DateTimeOffset time) =>
        _dataPlayer.HasPlayedUntil(time) && _lifecyclePlayer.HasPlayedUntil(time) && _faults.HasPlayedUntil(time);

    /// <summary>Reads the recording or prepares the generator, listens, and plays.</summary>
    /// <exception cref="ArgumentException">Options that exclude each other.</exception>
    /// <exception cref="InvalidDataException">A recording that cannot be played, with line and reason.</exception>
    public static async Task<SimulatorHost> StartAsync(SimulatorOptions options, CancellationToken cancellationToken)
    {
        options.Validate();
        if (options.Seed is not null)
            options = options with { GeneratedStart = SessionFlows.WholeSecond(options.GeneratedStart ?? options.Clock.GetUtcNow() - options.History) };
        var flow = SessionFlows.Open(options);
        var host = new SimulatorHost(options, flow);
        try
        {
            await host.StartAsync(flow, cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends every connection and stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _app.StopAsync();
        await Task.WhenAll(_data, _lifecycle, _scripted).ContinueWith(_ => { }, TaskScheduler.Default);
        await _app.DisposeAsync();
        _authenticator.Dispose();
        _stopping.Dispose();
    }

    async Task StartAsync(IVenueFlow flow, CancellationToken cancellationToken)
    {
        if (_options.GeneratedStart is { } start && _options.Seed is not null)
            _session.StartAt(start);
        if (_options.Loop)
            _exchange.StartSession();
        _scripted = Observed(_faults.PlayAsync(FaultScript.Parse("faults", _options.Faults), _stopping.Token));
        foreach (var happening in flow.Opening)
            _dataPlayer.Apply(happening);

        await _app.StartAsync(cancellationToken);
        Address = new(_app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

        _data = Observed(_options.Paced
            ? _dataPlayer.PlayPacedAsync(flow.Data, _stopping.Token)
            : _dataPlayer.PlayUnpacedAsync(flow.Data, _stopping.Token));
        _lifecycle = Observed(_lifecyclePlayer.PlayPacedAsync(flow.Lifecycle, _stopping.Token));
        if (!_options.StartOnSubscribe)
            _exchange.StartSession();
    }

    async Task Observed(Task playing)
    {
        try
        {
            await playing;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogPlayingFailed(_app.Logger, e);
            throw;
        }
    }

    void MapVenues()
    {
        _app.Use(FramedUpgrade.Install);
        _app.UseWebSockets();

        var stream = new StreamEndpoint(_exchange, _faults, _authenticator, _counts, _options, _stopping.Token);
        _app.Map(StreamEndpoint.Path, stream.AcceptAsync);

        var spot = new SpotEndpoint(_spot, _faults, _counts, _options, _stopping.Token);
        // The real feed lives at the root of its own host.
        _app.Map("/", spot.AcceptAdvancedTradeAsync);
        _app.Map("/coinbase/advanced-trade", spot.AcceptAdvancedTradeAsync);
        _app.Map("/coinbase/exchange", spot.AcceptExchangeAsync);

        var api = _app.MapGroup("/trade-api/v2");
        var limiter = new RateLimiter(UsageTier.Named(_options.Tier), _options.Clock);
        var cutoff = new HistoricalCutoff(_session, _options.HistoricalAfter);
        // Clients measure their clock against the date of answers.
        api.AddEndpointFilter((invocation, next) =>
        {
            invocation.HttpContext.Response.Headers.Date = _options.Clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
            return next(invocation);
        });
        RestPipeline.Use(api, limiter, _authenticator, _faults);
        new ExchangeEndpoints(_faults, _session, limiter).Map(api);
        new CatalogueEndpoints(_exchange).Map(api);
        new MarketEndpoints(_exchange, cutoff).Map(api);
        new CandlestickEndpoints(_exchange, cutoff).Map(api);
        new HistoricalEndpoints(_exchange, cutoff).Map(api);
        new OrderEndpoints(_exchange, _faults, cutoff, limiter).Map(api);
        new QueuePositionEndpoints(_exchange).Map(api);
        new OrderGroupEndpoints(_exchange).Map(api);
        new PortfolioEndpoints(_exchange, cutoff).Map(api);

        _app.MapGet("/simulator/status", () => Respond.Json(Status));
    }

    Uri WebSocketAddress(string path) => new UriBuilder(Address) { Scheme = "ws", Path = path }.Uri;

    static RSA? PublicKey(SimulatorOptions options)
    {
        if (options.PublicKeyPem is not { } pem)
            return null;
        var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(pem);
        }
        catch (CryptographicException e)
        {
            throw new ArgumentException($"the public key cannot be read: {e.Message}", e);
        }
        return rsa;
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Critical, Message = "The session stopped: what should be played next could not be")]
    static partial void LogPlayingFailed(ILogger logger, Exception exception);
}
