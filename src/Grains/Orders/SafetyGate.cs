namespace Kalshi.Grains.Orders;

/// <summary>How the money path stops everything when it finds itself in doubt.</summary>
static class SafetyGate
{
    internal static Task RaiseAsync(IGrainFactory grains, string code, string subject, string detail) =>
        grains.GetGrain<ITradingGateGrain>(GateScope.Global).HaltAsync("system", $"{code} {subject}: {detail}");

    internal static Task ClearAsync(IGrainFactory grains, string code, string subject) => Task.CompletedTask;
}
