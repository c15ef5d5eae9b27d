using Kalshi.Trading.Identity;
using Xunit.Abstractions;

namespace Kalshi.Trading.Tests.Vectors;

public sealed class IdentityVectorTests(ITestOutputHelper output)
{
    [VectorFact]
    public void Idempotency_keys_equal_the_reference() => new VectorRun(output).All("idempotency_keys", c =>
    {
        var payload = c[c.Contains("payload_full") ? "payload_full" : "payload"].AsDictionary;
        var (type, version) = (c.Text("event_type")!, (int)c.Required("schema_version"));
        var pairs = new List<Pair> { new("idempotency_key", c["idempotency_key"], IdempotencyKey.Of(type, version, payload)) };
        if (c.Contains("digest_source"))
            pairs.Add(new("digest_source", c["digest_source"], IdempotencyKey.DigestSource(type, payload)));
        return pairs;
    });
}
