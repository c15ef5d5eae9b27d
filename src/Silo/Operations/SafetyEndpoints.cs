using Kalshi.Grains;
using Kalshi.Grains.Events;
using Kalshi.Silo.Configuration;
using Kalshi.Silo.Safety;
using Kalshi.Silo.Safety.Gates;
using Kalshi.Trading;

namespace Kalshi.Silo.Operations;

/// <summary>The operator's switches, the limits, and the checks before trading.</summary>
static class SafetyEndpoints
{
    internal static void MapSafety(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<SiloOptions>();
        var token = new OperationsToken(options.OperationsToken);
        var api = app.MapGroup("/api");
        var changes = app.MapGroup("/api").AddEndpointFilter(token.RequireAsync);

        api.MapGet("/gate", (IGrainFactory grains, string? scope) => GatesAsync(grains, options, scope));
        changes.MapPost("/halt", (IGrainFactory grains, GateRequest request) => ChangeAsync(grains, request, (g, r) => g.HaltAsync(r.Actor!, r.Reason!)));
        changes.MapPost("/pause", (IGrainFactory grains, GateRequest request) => ChangeAsync(grains, request, (g, r) => g.PauseAsync(r.Actor!, r.Reason!)));
        changes.MapPost("/release", (IGrainFactory grains, GateRequest request) => ChangeAsync(grains, request, (g, r) => g.ReleaseAsync(r.Actor!, r.Reason!)));

        api.MapGet("/limits", (IGrainFactory grains, SafetyOptions safety, string? account) =>
            grains.GetGrain<IRiskLimitGrain>(AccountOf(account, safety)).ViewAsync());
        changes.MapPost("/limits", ChangeLimitsAsync);

        api.MapGet("/mode", (SafetyOptions safety) => ModeView.Of(safety));
        api.MapGet("/preflight", (Preflight preflight, CancellationToken stop) => preflight.RunAsync(stop));
        api.MapGet("/gates", (ReadinessGates gates, CancellationToken stop) => gates.CheckAsync(stop));
        changes.MapPost("/gates/attest", AttestAsync);
    }

    static async Task<IResult> GatesAsync(IGrainFactory grains, SiloOptions options, string? scope)
    {
        if (scope is not null && !GateScope.IsValid(scope))
            return BadScope(scope);
        string[] scopes = scope is not null ? [scope]
            : [GateScope.Global, GateScope.Venue(GateScope.Kalshi), .. options.Series.Select(GateScope.Series), GateScope.Strategy(GateScope.EdgeStrategy)];
        return Results.Ok(await Task.WhenAll(scopes.Select(s => grains.GetGrain<ITradingGateGrain>(s).ViewAsync())));
    }

    static async Task<IResult> ChangeAsync(IGrainFactory grains, GateRequest request, Func<ITradingGateGrain, GateRequest, Task<GateView>> change)
    {
        var scope = request.Scope ?? GateScope.Global;
        if (Nameless(request.Actor, request.Reason) is { } fault)
            return fault;
        return GateScope.IsValid(scope) ? Results.Ok(await change(grains.GetGrain<ITradingGateGrain>(scope), request)) : BadScope(scope);
    }

    static async Task<IResult> ChangeLimitsAsync(IGrainFactory grains, SafetyOptions safety, LimitsRequest request)
    {
        if (Nameless(request.Actor, request.Reason) is { } fault)
            return fault;
        if (request.Changes is not { Count: > 0 })
            return Results.Problem("changes: empty; name at least one limit, e.g. order.contracts", statusCode: 400);
        var account = grains.GetGrain<IRiskLimitGrain>(AccountOf(request.Account, safety));
        try
        {
            var limits = LimitChange.Apply((await account.ViewAsync()).Limits, request.Changes);
            return Results.Ok(await account.ChangeAsync(request.Actor!, request.Reason!, limits));
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            return Results.Problem(e.Message, statusCode: 400);
        }
    }

    static async Task<IResult> AttestAsync(IEventRecorder recorder, VenueClock clock, AttestRequest request)
    {
        if (Nameless(request.Actor, request.Reason) is { } fault)
            return fault;
        if (!ReadinessGates.Attested.Contains(request.Gate))
            return Results.Problem($"gate: '{request.Gate}' is not {string.Join(" or ", ReadinessGates.Attested)}; the others are read from the record", statusCode: 400);
        var now = clock.NowTs;
        var action = request.Passed ? ReadinessGates.Passed : ReadinessGates.Failed;
        var scope = ReadinessGates.ScopeOf(request.Gate!);
        await recorder.RecordAsync([new OperatorAction(
            $"{scope}:{TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()}", scope, now, action, request.Actor!,
            $"{request.Reason}; build {StartRecord.Build}")]);
        return Results.Ok(new { request.Gate, Action = action, request.Actor, Ts = now });
    }

    static IResult? Nameless(string? actor, string? reason) =>
        string.IsNullOrWhiteSpace(reason) ? Results.Problem("a reason is needed; it stays in the audit trail", statusCode: 400)
        : string.IsNullOrWhiteSpace(actor) ? Results.Problem("an actor is needed: who is doing this", statusCode: 400)
        : null;

    static IResult BadScope(string scope) =>
        Results.Problem($"scope: '{scope}' is not global, venue:NAME, series:NAME or strategy:NAME", statusCode: 400);

    static string AccountOf(string? account, SafetyOptions safety) => account is "paper" or "live" ? account : safety.Mode.Account;
}

/// <summary>Who wants a gate changed, and why; the global one when no scope is named.</summary>
sealed record GateRequest(string? Actor, string? Reason, string? Scope);

/// <param name="Account">paper or live; else the account of the mode.</param>
/// <param name="Changes">New values by the names that <c>kalshi limits show</c> gives.</param>
sealed record LimitsRequest(string? Actor, string? Reason, string? Account, Dictionary<string, string>? Changes);

/// <param name="Reason">The evidence.</param>
sealed record AttestRequest(string? Gate, bool Passed, string? Actor, string? Reason);

/// <summary>How the silo runs, and what live would need.</summary>
sealed record ModeView(string Mode, bool RealCapital, string Account, string Build, IReadOnlyList<string> LiveNeeds)
{
    internal static ModeView Of(SafetyOptions safety) => new(safety.Mode.Name, safety.RealCapital, safety.Mode.Account, StartRecord.Build,
    [
        "TRADING_MODE=live",
        $"--{SafetyOptionsReader.Acceptance} yes on the silo's command line",
        "keys that the venue accepts",
        "a reconciliation without an unexplained difference",
        "green readiness gates (kalshi gates) where real capital is at stake",
        "canary limits for the first orders (CANARY_*)",
    ]);
}
