using System.Net;
using System.Net.Sockets;
using System.Text;
using Kalshi.VenueSimulator;

namespace Kalshi.System.Tests;

/// <summary>The operations API under those who should not be there: docs/security.md.</summary>
public sealed class SecurityTests
{
    // Kestrel's bound. Not more beyond it than is read at once: what is left unread may cost the answer.
    const int HeadersMax = 32 * 1024;

    static readonly string[] Verbs =
    [
        "halt", "pause", "release", "limits", "gates/attest", "cancel-all", "flatten", "reconcile", "reconcile/acknowledge", "dlq/1/replay", "dlq/1/ack",
    ];

    [Fact]
    public async Task Nobody_changes_anything_without_the_token_and_nonsense_is_refused_with_its_reason()
    {
        await using var deployment = await Deployment.StartAsync();
        await using var venue = await deployment.StartVenueAsync(new SimulatorOptions { Seed = 1 });
        await using var silo = await SiloUnderTest.StartAsync(deployment.Folder, deployment.Settings(venue));

        foreach (var verb in Verbs)
        {
            foreach (var token in (string?[])[null, "", "guess", SiloUnderTest.Token + "x"])
            {
                using var refused = await silo.PostAsync($"api/{verb}", new { reason = "x", actor = "eve" }, token);
                Assert.True(refused.StatusCode == HttpStatusCode.Unauthorized, $"{verb} with '{token}': {(int)refused.StatusCode}");
            }
        }
        using var nameless = await silo.PostAsync("api/halt", new { reason = "no name" });
        Assert.Equal(HttpStatusCode.BadRequest, nameless.StatusCode);
        using var oversized = await silo.PostAsync("api/halt", new { reason = new string('x', 1 << 20), actor = "ada" });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, oversized.StatusCode);

        foreach (var (question, range) in ((string, string)[])[("events/operator_action?last=0", "last 0 is not 1 to"), ("dlq?last=1000000000", "last 1000000000 is not 1 to")])
        {
            using var outside = await silo.AskAsync($"api/{question}");
            Assert.Equal(HttpStatusCode.BadRequest, outside.StatusCode);
            Assert.Contains(range, await outside.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.StartsWith("HTTP/1.1 400", await SayAsync(silo, "POST /api/halt HTTP/1.1\r\nHost: silo\r\nAuthorization: Bearer test-token\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n{\"a\":"));
        Assert.StartsWith("HTTP/1.1 40", await SayAsync(silo, "GET /../../../../etc/passwd HTTP/1.1\r\nHost: silo\r\n\r\n"));
        Assert.StartsWith("HTTP/1.1 40", await SayAsync(silo, "GET /%2e%2e/%2e%2e/appsettings.json HTTP/1.1\r\nHost: silo\r\n\r\n"));
        Assert.StartsWith("HTTP/1.1 431", await SayAsync(silo, $"GET / HTTP/1.1\r\nHost: silo\r\nX: {new string('x', HeadersMax + 1)}\r\n\r\n"));
        Assert.False((await silo.GetAsync("api/status")).GetProperty("gate").GetProperty("halted").GetBoolean());
    }

    /// <summary>What the silo answers to these bytes, whatever a well-bred client would send.</summary>
    static async Task<string> SayAsync(SiloUnderTest silo, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(silo.Address.Host, silo.Address.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        var answer = new byte[4096];
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        return Encoding.ASCII.GetString(answer, 0, await client.GetStream().ReadAsync(answer, limit.Token));
    }
}
