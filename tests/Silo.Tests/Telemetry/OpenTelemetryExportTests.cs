using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Kalshi.Silo.Telemetry;
using Microsoft.Extensions.Configuration;

namespace Kalshi.Silo.Tests.Telemetry;

public sealed class OpenTelemetryExportTests
{
    [Fact]
    public void Nothing_is_exported_unless_a_collector_is_named() =>
        Assert.Null(OpenTelemetryExport.Start(new ConfigurationBuilder().Build()));

    [Fact]
    public async Task Metrics_and_traces_reach_the_collector_that_the_standard_variables_name()
    {
        using var collector = new Collector();
        Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address);
        Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        using var meter = new Meter("Kalshi.Test.Export");
        using var source = new ActivitySource("Kalshi.Test.Export");
        var received = collector.ReceiveAsync("/v1/metrics", "/v1/traces");

        using (OpenTelemetryExport.Start(new ConfigurationBuilder().AddEnvironmentVariables().Build()))
        {
            meter.CreateCounter<long>("kalshi.test.exported").Add(1);
            source.StartActivity("a test's turn")?.Dispose();
        }

        var bodies = await received.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Contains("kalshi.test.exported", bodies["/v1/metrics"]);
        Assert.Contains("a test's turn", bodies["/v1/traces"]);
        Assert.Contains("kalshi-silo", bodies["/v1/traces"]);
    }

    /// <summary>Takes OTLP over HTTP and keeps the last body of each path.</summary>
    sealed class Collector : IDisposable
    {
        readonly HttpListener _listener = new();

        internal Collector()
        {
            using (var probe = new TcpListener(IPAddress.Loopback, 0))
            {
                probe.Start();
                Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
            }
            _listener.Prefixes.Add(Address + "/");
            _listener.Start();
        }

        internal string Address { get; }

        internal async Task<IReadOnlyDictionary<string, string>> ReceiveAsync(params string[] paths)
        {
            var bodies = new Dictionary<string, string>();
            while (!paths.All(bodies.ContainsKey))
            {
                var context = await _listener.GetContextAsync();
                using var body = new StreamReader(context.Request.InputStream, Encoding.Latin1);
                bodies[context.Request.Url!.AbsolutePath] = await body.ReadToEndAsync();
                context.Response.Close();
            }
            return bodies;
        }

        public void Dispose() => _listener.Close();
    }
}
