using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kalshi.Venues.Tests;

public class Signatures_and_secrets
{
    static readonly Uri Balance = new("https://external-api.kalshi.com/trade-api/v2/portfolio/balance?subaccount=1");

    [Fact]
    public void A_signature_is_pss_over_timestamp_method_and_path_without_the_query()
    {
        var clock = new RecordingClock();
        var headers = new KalshiSigner(TestKey.Credentials, clock).Sign("GET", Balance).ToDictionary();
        var timestamp = clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        Assert.Equal((TestKey.Id, timestamp), (headers["KALSHI-ACCESS-KEY"], headers["KALSHI-ACCESS-TIMESTAMP"]));
        Assert.True(TestKey.Rsa.VerifyData(
            Encoding.UTF8.GetBytes(timestamp + "GET/trade-api/v2/portfolio/balance"), Convert.FromBase64String(headers["KALSHI-ACCESS-SIGNATURE"]),
            HashAlgorithmName.SHA256, RSASignaturePadding.Pss));
    }

    [Fact]
    public void The_salt_is_as_long_as_the_digest()
    {
        // Deciphers the signature with the public key and takes the encoding of RFC 8017, 9.1.1, apart.
        var signature = Convert.FromBase64String(TestKey.Credentials.Sign("text"));
        var parameters = TestKey.Rsa.ExportParameters(false);
        var number = System.Numerics.BigInteger.ModPow(Unsigned(signature), Unsigned(parameters.Exponent!), Unsigned(parameters.Modulus!));
        var encoded = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        encoded = [.. new byte[signature.Length - encoded.Length], .. encoded];
        const int Digest = 32;
        Assert.Equal(0xBC, encoded[^1]);
        var mask = Mask(encoded[^(Digest + 1)..^1], encoded.Length - Digest - 1);
        var block = encoded[..mask.Length].Zip(mask, (a, b) => (byte)(a ^ b)).ToArray();
        block[0] &= 0x7F;
        Assert.Equal(Digest, block.Length - Array.IndexOf(block, (byte)1) - 1);
    }

    static System.Numerics.BigInteger Unsigned(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    static byte[] Mask(byte[] seed, int length)
    {
        List<byte> mask = [];
        for (var counter = 0; mask.Count < length; counter++)
            mask.AddRange(SHA256.HashData([.. seed, 0, 0, 0, (byte)counter]));
        return [.. mask[..length]];
    }

    [Theory]
    [InlineData("\n", "\\n")]
    [InlineData("\n", "\r\n")]
    [InlineData("\n", "\\r\\n")]
    public void Line_ends_of_the_key_may_be_written_in_the_ways_of_environment_variables(string from, string to)
    {
        var credentials = KalshiCredentials.FromPem(TestKey.Id, $"\"{TestKey.Pem.Replace(from, to, StringComparison.Ordinal)}\"");
        Assert.True(TestKey.Credentials.Verify("text", credentials.Sign("text")));
    }

    [Fact]
    public void Both_pem_forms_and_a_file_are_read()
    {
        Assert.True(TestKey.Credentials.Verify("text", KalshiCredentials.FromPem(TestKey.Id, TestKey.Rsa.ExportPkcs8PrivateKeyPem()).Sign("text")));
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, TestKey.Pem);
            var environment = new Dictionary<string, string?> { ["KALSHI_API_KEY_ID"] = TestKey.Id, ["KALSHI_PRIVATE_KEY_PATH"] = file };
            Assert.True(TestKey.Credentials.Verify("text", KalshiCredentials.FromEnvironment(environment.GetValueOrDefault)!.Sign("text")));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void No_credentials_are_not_an_error_and_half_of_them_are()
    {
        Assert.Null(KalshiCredentials.FromEnvironment(_ => null));
        Assert.Contains("KALSHI_API_KEY_ID: missing", Fault(() => KalshiCredentials.FromEnvironment(name => name == "KALSHI_PRIVATE_KEY" ? TestKey.Pem : null)), StringComparison.Ordinal);
        Assert.Contains("KALSHI_PRIVATE_KEY_PATH: missing", Fault(() => KalshiCredentials.FromEnvironment(name => name == "KALSHI_API_KEY_ID" ? TestKey.Id : null)), StringComparison.Ordinal);
        Assert.Contains("both set", Fault(() => KalshiCredentials.FromEnvironment(_ => TestKey.Pem.Replace("PRIVATE KEY", "KEY", StringComparison.Ordinal))), StringComparison.Ordinal);
        Assert.Contains("cannot be read", Fault(() => KalshiCredentials.FromFile(TestKey.Id, "/nowhere/key.pem")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_cannot_be_used_is_refused_without_quoting_it()
    {
        using var small = RSA.Create(1024);
        using var elliptic = ECDsa.Create();
        var body = TestKey.Pem.Split('\n')[3];
        (string Pem, string Reason)[] faults =
        [
            (body, "lacks a BEGIN line"),
            (TestKey.Rsa.ExportRSAPublicKeyPem(), "holds no private key"),
            (TestKey.Pem.Replace(body, body[..20], StringComparison.Ordinal), "cannot be read as an RSA key"),
            (elliptic.ExportPkcs8PrivateKeyPem(), "cannot be read as an RSA key"),
            (TestKey.Rsa.ExportEncryptedPkcs8PrivateKeyPem("secret", new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)), "is encrypted"),
            (small.ExportRSAPrivateKeyPem(), "1024 bits"),
        ];
        foreach (var (pem, reason) in faults)
        {
            var message = Fault(() => KalshiCredentials.FromPem(TestKey.Id, pem));
            Assert.Contains(reason, message, StringComparison.Ordinal);
            AssertNoSecret(message);
        }
        AssertNoSecret(Fault(() => KalshiCredentials.FromPem(TestKey.Pem, TestKey.Pem)));
    }

    [Fact]
    public void Printing_credentials_shows_nothing_of_them()
    {
        var credentials = TestKey.Credentials;
        Assert.Equal("KalshiCredentials", $"{credentials}");
        Assert.DoesNotContain(typeof(KalshiCredentials).GetProperties(), property => property.CanRead);
        AssertNoSecret(System.Text.Json.JsonSerializer.Serialize<object>(credentials));
    }

    [Fact]
    public async Task Nothing_of_the_key_and_no_signature_reaches_logs_errors_or_health()
    {
        await using var venue = await ScriptedVenue.StartAsync();
        venue.RefuseWith = 401;
        await using var rest = await ScriptedRest.StartAsync((401, "unauthorized"));
        var logger = new RecordingLogger<KalshiFeed>();
        using var stop = new CancellationTokenSource();
        var feed = new KalshiFeed(
            KalshiEndpoints.Parse("http://127.0.0.1/trade-api/v2", venue.Address.ToString()), TestKey.Credentials, RunningFeed.Quick, TimeProvider.System, new Random(1), logger);
        feed.Watch([SessionScript.A]);
        var run = feed.RunAsync(stop.Token);
        await Eventually.HoldsAsync(() => feed.Health().LastFailure is not null, "the refusal is reported");
        await stop.CancelAsync();
        await run.WaitAsync(ScriptedVenue.Patience);
        using var client = rest.Client(credentials: TestKey.Credentials);
        var error = await Assert.ThrowsAsync<KalshiRestException>(() => client.OrderBookAsync(SessionScript.A, 0, CancellationToken.None));
        var report = await new CredentialsSelfTest(KalshiRest.CreateHttpClient(), TimeProvider.System).RunAsync(rest.Endpoints, TestKey.Credentials, null, CancellationToken.None);
        foreach (var text in logger.Lines.Append(error.ToString()).Append(report.ToString()).Append(feed.Health().ToString()))
        {
            AssertNoSecret(text);
            Assert.DoesNotContain(TestKey.Id, text, StringComparison.Ordinal);
            Assert.DoesNotContain("ACCESS-SIGNATURE", text, StringComparison.Ordinal);
        }
        Assert.NotEmpty(logger.Lines);
    }

    static string Fault(Action action) => Assert.Throws<FormatException>(action).ToString();

    static void AssertNoSecret(string text)
    {
        foreach (var line in TestKey.Pem.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            if (!line.StartsWith('-'))
                Assert.DoesNotContain(line[..Math.Min(line.Length, 20)], text, StringComparison.Ordinal);
    }
}
