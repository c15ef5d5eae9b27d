using Npgsql;

namespace Kalshi.System.Tests;

/// <summary>Looks for secrets wherever a session of the silo leaves words: output, log, answers, events and dead letters.</summary>
static class Leaks
{
    /// <summary>Characters of a key's line that are enough to recognise it.</summary>
    const int Telling = 24;

    internal static async Task AssertNoneAsync(Deployment deployment, SiloUnderTest silo, IEnumerable<string> answers)
    {
        List<(string Where, string Text)> words = [("output", silo.Output), ("log", silo.WholeLog()), .. answers.Select(answer => ("an answer", answer))];
        await using var database = NpgsqlDataSource.Create(deployment.Dsn);
        await using var command = database.CreateCommand("SELECT string_agg(DISTINCT secret, ',') FROM unnest(@secrets) secret "
            + "JOIN event_store.events_raw e ON e.payload::text LIKE '%' || secret || '%'");
        var secrets = Secrets(deployment).ToArray();
        command.Parameters.AddWithValue("secrets", secrets);
        Assert.True(await command.ExecuteScalarAsync() is null or DBNull, "a secret is in the record");
        foreach (var secret in secrets)
            foreach (var (where, text) in words)
                Assert.False(text.Contains(secret, StringComparison.Ordinal), $"a secret is in {where}: {secret[..6]}…");
        Assert.All(words.Take(2), each => Assert.NotEmpty(each.Text));
    }

    static IEnumerable<string> Secrets(Deployment deployment) =>
        deployment.PrivateKeyPem.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('-'))
            .Select(line => line[..Math.Min(line.Length, Telling)]).Append(SiloUnderTest.Token).Append("KALSHI-ACCESS-SIGNATURE");
}
