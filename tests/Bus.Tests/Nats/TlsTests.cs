using System.Text;
using Kalshi.Bus.Nats;
using Kalshi.Servers;

namespace Kalshi.Bus.Tests;

public sealed class TlsTests : IDisposable
{
    readonly Certificates _ours = new();
    readonly Certificates _others = new("stranger");

    public void Dispose()
    {
        _ours.Dispose();
        _others.Dispose();
    }

    Task<NatsServer> ServerAsync(string host = "127.0.0.1", bool verify = false)
    {
        var (certificate, key) = _ours.Issue(host);
        return NatsServer.StartAsync(["--tls", "--tlscert", certificate, "--tlskey", key, .. verify ? (string[])["--tlsverify", "--tlscacert", _ours.CaFile] : []]);
    }

    static Task<NatsConnection> ConnectAsync(string url, NatsTls? tls) =>
        TestBus.ConnectAsync(url, o => o with { Tls = tls, ConnectAttempts = 1, ConnectTimeout = TestBus.Patience });

    static async Task AssertEchoAsync(NatsConnection connection)
    {
        await using var subscription = connection.Subscribe("echo");
        var body = Encoding.UTF8.GetBytes(new string('x', 100_000));
        await connection.PublishAsync("echo", body);
        using var bound = new CancellationTokenSource(TestBus.Patience);
        Assert.Equal(body, (await subscription.ReadAsync(bound.Token)).Payload.ToArray());
    }

    [Theory]
    [InlineData("nats")]
    [InlineData("tls")]
    public async Task A_server_that_requires_TLS_gets_it_whatever_the_address_says(string scheme)
    {
        await using var server = await ServerAsync();
        await using var connection = await ConnectAsync(server.Url.Replace("nats:", $"{scheme}:", StringComparison.Ordinal), new() { CaFile = _ours.CaFile });
        await AssertEchoAsync(connection);
    }

    [Fact]
    public async Task A_session_that_broke_comes_back_encrypted()
    {
        await using var server = await ServerAsync();
        await using var connection = await ConnectAsync(server.Url, new() { CaFile = _ours.CaFile });
        var back = new TaskCompletionSource();
        connection.Reconnected += back.SetResult;
        await server.KillAndRestartAsync();
        await back.Task.WaitAsync(TestBus.Patience);
        await AssertEchoAsync(connection);
    }

    [Fact]
    public async Task A_server_of_an_unknown_authority_is_refused()
    {
        await using var server = await ServerAsync();
        var refusal = await Assert.ThrowsAsync<NatsException>(() => ConnectAsync(server.Url, new() { CaFile = _others.CaFile }));
        Assert.Contains("do not trust each other", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<NatsException>(() => ConnectAsync(server.Url, null));
    }

    [Fact]
    public async Task A_server_whose_certificate_names_another_host_is_refused()
    {
        await using var server = await ServerAsync("elsewhere.example");
        await Assert.ThrowsAsync<NatsException>(() => ConnectAsync(server.Url, new() { CaFile = _ours.CaFile }));
    }

    [Theory]
    [InlineData("tls", false)]
    [InlineData("nats", true)]
    public async Task A_server_without_TLS_is_refused_where_it_is_demanded(string scheme, bool withAuthority)
    {
        await using var server = await NatsServer.StartAsync();
        var url = server.Url.Replace("nats:", $"{scheme}:", StringComparison.Ordinal);
        var refusal = await Assert.ThrowsAsync<NatsException>(() => ConnectAsync(url, withAuthority ? new() { CaFile = _ours.CaFile } : null));
        Assert.Contains("does not offer TLS", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_asks_for_a_certificate_takes_ours_and_no_other()
    {
        await using var server = await ServerAsync(verify: true);
        var (certificate, key) = _ours.Issue("client.example");
        await using (var connection = await ConnectAsync(server.Url, new() { CaFile = _ours.CaFile, CertificateFile = certificate, KeyFile = key }))
            await AssertEchoAsync(connection);

        var (forged, forgedKey) = _others.Issue("client.example");
        await Assert.ThrowsAsync<NatsException>(() => ConnectAsync(server.Url, new() { CaFile = _ours.CaFile, CertificateFile = forged, KeyFile = forgedKey }));
        await Assert.ThrowsAsync<NatsException>(() => ConnectAsync(server.Url, new() { CaFile = _ours.CaFile }));
    }

    [Fact]
    public void Files_that_are_not_what_they_should_be_are_named()
    {
        var (certificate, key) = _ours.Issue("client.example");
        AssertNames("/no/such/file", new() { CaFile = "/no/such/file" });
        AssertNames(key, new() { CaFile = key });
        AssertNames(key, new() { CertificateFile = key });
        AssertNames(certificate, new() { CertificateFile = certificate, KeyFile = _ours.CaFile });
        AssertNames(key, new() { KeyFile = key });
        Assert.NotNull(new NatsTls { CaFile = _ours.CaFile, CertificateFile = certificate, KeyFile = key }.Verified());

        static void AssertNames(string file, NatsTls tls) =>
            Assert.Contains(file, Assert.Throws<FormatException>(tls.Verified).Message, StringComparison.Ordinal);
    }
}
