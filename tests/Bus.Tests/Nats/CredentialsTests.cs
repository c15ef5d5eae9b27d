using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Kalshi.Bus.Nats;
using Kalshi.Bus.Nats.Credentials;
using Kalshi.Servers;

namespace Kalshi.Bus.Tests;

public sealed class CredentialsTests : IDisposable
{
    // The example of NATS' own documentation.
    const string Seed = "SUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3VY";
    const string PublicKey = "UDXU4RCSJNZOIQHZNWXHXORDPRTGNJAHAHFRGZNEEJCPQTT2M7NLCNF4";

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    string Write(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    static byte[] Bytes(byte fill) => Enumerable.Repeat(fill, Ed25519.SeedBytes).ToArray();

    static Task<NatsConnection> ConnectAsync(NatsServer server, NatsCredentials? credentials) =>
        TestBus.ConnectAsync(server.Url, o => o with { Credentials = credentials, ConnectAttempts = 1, ConnectTimeout = TestBus.Patience });

    [Fact]
    public void A_seed_gives_the_public_key_that_NATS_gives() => Assert.Equal(PublicKey, NatsCredentials.FromSeed(Seed).PublicKey);

    [Fact]
    public void A_seed_has_one_text() => Assert.Equal(PublicKey, NKey.ParseSeed(NKey.FormatSeed(SeedBytes(Seed), 'U')).PublicKey);

    [Theory]
    [InlineData("", "form")]
    [InlineData("SUAC", "form")]
    [InlineData(PublicKey, "form")]
    [InlineData("SUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU4VY", "check sum")]
    [InlineData("SUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3V1", "base 32")]
    [InlineData("suacssl3uahudxkfsnvuzrf5uhpmwz6bfdtj7m6usdxiednppqyyycu3vy", "base 32")]
    public void What_is_no_seed_is_refused_without_showing_it(string text, string reason)
    {
        var refusal = Assert.Throws<FormatException>(() => NatsCredentials.FromSeed(text)).Message;
        Assert.Contains(reason, refusal, StringComparison.Ordinal);
        Assert.True(text.Length < 10 || !refusal.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_seed_of_an_account_is_no_users() =>
        Assert.Contains("'A' key", Assert.Throws<FormatException>(() => NatsCredentials.FromSeed(NKey.FormatSeed(Bytes(1), 'A'))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_seed_file_may_have_comments_and_a_bad_one_is_named()
    {
        Assert.Equal(PublicKey, NatsCredentials.FromFile(Write("user.nk", $"# the silo's\n{Seed}\n")).PublicKey);
        var bad = Write("bad.nk", "# nothing");
        Assert.StartsWith(bad, Assert.Throws<FormatException>(() => NatsCredentials.FromFile(bad)).Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Seed, $"{NatsCredentials.FromSeed(Seed)}{new NatsOptions { Credentials = NatsCredentials.FromSeed(Seed) }}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_knows_the_key_lets_its_owner_in_and_nobody_else()
    {
        var config = Write("nkey.conf", $"authorization {{ users = [ {{ nkey: {PublicKey} }} ] }}");
        await using var server = await NatsServer.StartAsync("-c", config);
        await using (var connection = await ConnectAsync(server, NatsCredentials.FromSeed(Seed)))
            await connection.FlushAsync();
        var stranger = NatsCredentials.FromSeed(NKey.FormatSeed(Bytes(7), 'U'));
        Assert.Contains("Authorization", (await Assert.ThrowsAsync<NatsException>(() => ConnectAsync(server, stranger))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<NatsException>(() => ConnectAsync(server, null));
    }

    [Fact]
    public async Task A_server_that_asks_for_no_signature_is_no_server_for_a_key()
    {
        await using var server = await NatsServer.StartAsync();
        var refusal = await Assert.ThrowsAsync<NatsException>(() => ConnectAsync(server, NatsCredentials.FromSeed(Seed)));
        Assert.Contains("asks for no signature", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_credentials_file_logs_in_where_the_server_trusts_an_operator()
    {
        var @operator = Key('O', 1);
        var account = Key('A', 2);
        var user = NKey.FormatSeed(Bytes(3), 'U');
        var operatorToken = Token(@operator, @operator.PublicKey, new { type = "operator", version = 2 });
        var accountToken = Token(@operator, account.PublicKey, new
        {
            type = "account",
            version = 2,
            limits = new { subs = -1, data = -1, payload = -1, imports = -1, exports = -1, wildcards = true, conn = -1, leaf = -1 },
        });
        var system = Key('A', 4);
        var systemToken = Token(@operator, system.PublicKey, new { type = "account", version = 2, limits = new { subs = -1, conn = -1 } });
        var userToken = Token(account, NKey.ParseUserSeed(user).PublicKey, new { type = "user", version = 2, subs = -1, data = -1, payload = -1 });
        var config = Write("operator.conf", $"operator: {operatorToken}\nresolver: MEMORY\nsystem_account: {system.PublicKey}\n"
            + $"resolver_preload: {{ {account.PublicKey}: {accountToken}, {system.PublicKey}: {systemToken} }}\n");
        await using var server = await NatsServer.StartAsync("-c", config);

        var credentials = Write("silo.creds", $"-----BEGIN NATS USER JWT-----\n{userToken}\n------END NATS USER JWT------\n\n-----BEGIN USER NKEY SEED-----\n{user}\n------END USER NKEY SEED------\n");
        await using (var connection = await ConnectAsync(server, NatsCredentials.FromFile(credentials)))
            await connection.FlushAsync();
        await Assert.ThrowsAsync<NatsException>(() => ConnectAsync(server, NatsCredentials.FromSeed(user)));
    }

    static NKey Key(char role, byte fill) => NKey.ParseSeed(NKey.FormatSeed(Bytes(fill), role));

    static byte[] SeedBytes(string text)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(text.Select(c => Convert.ToString(alphabet.IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(2, Ed25519.SeedBytes).Select(i => Convert.ToByte(bits.Substring(8 * i, 8), 2))];
    }

    static string Token(NKey issuer, string subject, object claims)
    {
        var head = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new { typ = "JWT", alg = "ed25519-nkey" }));
        var body = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(
            new { jti = "test", iat = 1_771_016_400, iss = issuer.PublicKey, name = "test", sub = subject, nats = claims }));
        return $"{head}.{body}.{Base64Url.EncodeToString(issuer.SignBytes(Encoding.ASCII.GetBytes($"{head}.{body}")))}";
    }
}
