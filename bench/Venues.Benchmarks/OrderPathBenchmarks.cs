using System.Net;
using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using Kalshi.Trading;

namespace Kalshi.Venues.Benchmarks;

/// <summary>From an order to the signed bytes that leave for the venue, beside the bare signature, which no client can go below.</summary>
public class OrderPathBenchmarks : IDisposable
{
    const string Signed = "1771016400123POST/trade-api/v2/portfolio/events/orders";

    static readonly OrderRequest Order = new(
        MarketTicker.Parse("KXBTCD-26FEB1317-T66249.99", "ticker"), "paper:opportunity_decision:v1:0123456789abcdef01234567", Side.Yes,
        OrderAction.Buy, Price.Parse("0.6300", "price"), Quantity.Parse("10.00", "count"), TimeInForce.ImmediateOrCancel);

    readonly RSA _key = RSA.Create(2048);
    readonly byte[] _text = Encoding.UTF8.GetBytes(Signed);
    KalshiOrders _orders = null!;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _orders = new(
            KalshiEndpoints.Parse("http://127.0.0.1:1/trade-api/v2", "ws://127.0.0.1:1/trade-api/ws/v2"),
            KalshiCredentials.FromPem("00000000-0000-4000-8000-00000000000a", _key.ExportPkcs8PrivateKeyPem()),
            new HttpClient(new Wire()), new(), new WriteBudgetOptions { TokensPerSecond = 1e9, Capacity = 1e9 }, TimeProvider.System, new Random(1));
        if (await OrderToSignedBytes() is not OrderAccepted)
            throw new InvalidOperationException("the order was not accepted");
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _orders.Dispose();
        _key.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The peer: RSA-PSS with SHA-256 by the same key.</summary>
    [Benchmark(Baseline = true)]
    public byte[] Signature() => _key.SignData(_text, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);

    /// <summary>Checks, write budget, JSON, signature, headers and the request's bytes; then the answer is read.</summary>
    [Benchmark]
    public Task<OrderOutcome> OrderToSignedBytes() => _orders.CreateAsync(Order, CancellationToken.None);

    /// <summary>Writes what would leave, and answers as the venue does.</summary>
    sealed class Wire : HttpMessageHandler
    {
        static readonly byte[] Answer = Encoding.UTF8.GetBytes(
            """{"order_id":"11111111-2222-3333-4444-555555555555","client_order_id":"paper:opportunity_decision:v1:0123456789abcdef01234567","fill_count":"10.00","remaining_count":"0.00","ts_ms":1771016400123}""");

        readonly MemoryStream _line = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            _line.SetLength(0);
            _line.Write(Encoding.ASCII.GetBytes($"{request.Method} {request.RequestUri!.PathAndQuery} HTTP/1.1\r\n{request.Headers}{request.Content!.Headers}\r\n"));
            await request.Content.CopyToAsync(_line, cancellationToken);
            return new(HttpStatusCode.Created) { RequestMessage = request, Content = new ByteArrayContent(Answer) };
        }
    }
}
