using System.Security.Cryptography;

namespace Kalshi.Venues.Tests;

/// <summary>A key that no venue knows, made anew for each test run.</summary>
static class TestKey
{
    internal const string Id = "00000000-1111-2222-3333-444444444444";

    internal static RSA Rsa { get; } = RSA.Create(2048);

    internal static string Pem { get; } = Rsa.ExportRSAPrivateKeyPem();

    internal static KalshiCredentials Credentials => KalshiCredentials.FromPem(Id, Pem);
}
