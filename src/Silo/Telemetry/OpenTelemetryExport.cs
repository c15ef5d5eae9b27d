using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Kalshi.Silo.Telemetry;

/// <summary>Sends metrics and traces to an OpenTelemetry collector when one is named by the standard variables
/// (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c> and its relatives); does nothing otherwise.</summary>
sealed class OpenTelemetryExport : IDisposable
{
    internal const string Meters = "Kalshi.*";
    internal const string Sources = "Kalshi.*";

    readonly MeterProvider _metrics;
    readonly TracerProvider _traces;

    OpenTelemetryExport()
    {
        var silo = ResourceBuilder.CreateDefault().AddService("kalshi-silo").AddEnvironmentVariableDetector();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(silo)
            .AddMeter(Meters, "Npgsql", "System.Runtime", "Microsoft.Orleans")
            .AddOtlpExporter()
            .Build();
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(silo)
            .AddSource(Sources, "Npgsql", "System.Net.Http")
            .AddOtlpExporter()
            .Build();
    }

    /// <summary>Null when nobody asked for it.</summary>
    internal static OpenTelemetryExport? Start(IConfiguration configuration) =>
        ((string[])["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"])
            .Any(name => configuration[name] is { Length: > 0 })
            ? new()
            : null;

    public void Dispose()
    {
        _metrics.Dispose();
        _traces.Dispose();
    }
}
