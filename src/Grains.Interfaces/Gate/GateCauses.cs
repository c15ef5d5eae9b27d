namespace Kalshi.Grains;

/// <summary>The causes that parts of the system raise, and what each leaves of trading.</summary>
public static class GateCauses
{
    public const string KillSwitchFile = "kill_switch_file";
    public const string KillSwitchEnvironment = "kill_switch_environment";
    public const string DailyLoss = "daily_loss";
    public const string ConsecutiveFailures = "consecutive_failures";
    public const string InvariantViolated = "invariant_violated";
    public const string ReconciliationPending = "reconciliation_pending";
    public const string ReconciliationMismatch = "reconciliation_mismatch";
    public const string ReadinessGates = "readiness_gates";

    /// <summary>Prefix; the stream's name follows.</summary>
    public const string BusReplaced = "bus_replaced:";

    /// <summary>Prefix; the order's id follows.</summary>
    public const string UnknownOrder = "unknown_order:";

    public static GateCause FileExists(string path) => new(
        KillSwitchFile, GateMode.Halted, $"the file {path} exists", "removing the file", ByOperator: false);

    public static GateCause Environment(string value) => new(
        KillSwitchEnvironment, GateMode.Halted, $"KILL_SWITCH is '{value}'", "a start without it", ByOperator: false);

    public static GateCause Loss(string detail) => new(
        DailyLoss, GateMode.Halted, detail, "an operator's release", ByOperator: true);

    public static GateCause Failures(string detail) => new(
        ConsecutiveFailures, GateMode.Halted, detail, "an operator's release", ByOperator: true);

    /// <summary>The books do not add up.</summary>
    public static GateCause Invariant(string detail) => new(
        InvariantViolated, GateMode.Halted, detail, "an operator's release", ByOperator: true);

    /// <summary>Nobody has compared our books with the venue's since the start.</summary>
    public static GateCause NotReconciled(string detail) => new(
        ReconciliationPending, GateMode.Reducing, detail, "a complete reconciliation", ByOperator: false);

    /// <summary>Safe mode: our books and the venue's differ without an explanation.</summary>
    public static GateCause Mismatch(string detail) => new(
        ReconciliationMismatch, GateMode.Reducing, detail, "an operator's acknowledgement of the difference", ByOperator: false);

    /// <summary>Nobody knows whether the venue has this order.</summary>
    public static GateCause Unknown(string orderId, string detail) => new(
        UnknownOrder + orderId, GateMode.Reducing, detail, "an answer of the venue about the order", ByOperator: false);

    /// <summary>The bus has lost a stream: what was on it and not in the database yet is gone.</summary>
    public static GateCause Replaced(string stream, string detail) => new(
        BusReplaced + stream, GateMode.Reducing, $"{stream} is another stream than before: {detail}", "an operator's release", ByOperator: true);

    public static GateCause NotReady(string detail) => new(
        ReadinessGates, GateMode.Reducing, detail, "green readiness gates (kalshi gates)", ByOperator: false);
}
