using System.Globalization;
using Kalshi.Bus;
using Kalshi.Bus.JetStream;
using Kalshi.Bus.Nats;
using Npgsql;

namespace Kalshi.System.Tests.Faults;

/// <summary>What a drill leaves behind, after the silo has ended in order.</summary>
/// <param name="Stored">Rows of the event store.</param>
/// <param name="Twice">Rows beyond the first of their type and key.</param>
/// <param name="NotStored">Keys that the bus holds and the event store does not.</param>
/// <param name="NotOnBus">Keys that the event store holds and the bus does not.</param>
/// <param name="Unannounced">Changes of a book whose predecessor is not on the record, without a recorded gap of that market and
/// session.</param>
/// <param name="Missing">All of those, announced or not.</param>
sealed record Account(
    long Stored, long Twice, IReadOnlyList<string> NotStored, IReadOnlyList<string> NotOnBus, IReadOnlyList<string> Unannounced, long Missing)
{
    /// <summary>Frames that come between a gap and the snapshot that ends it cannot be applied to any book.</summary>
    static readonly string[] Explained = ["the book waits for its snapshot"];

    // The venue numbers the frames of a subscription over all markets; the silo says with each change of a book which one came before it.
    const string Chain = """
        WITH frames AS (
            SELECT payload ->> 'market_id' AS market, payload ->> 'session' AS session, payload ->> 'subscription_id' AS sid,
                (payload ->> 'sequence')::bigint AS sequence, (payload ->> 'previous_sequence')::bigint AS previous
            FROM event_store.events_raw WHERE event_type IN ('order_book_delta', 'order_book_snapshot'))
        SELECT d.market || ' ' || d.session || ': ' || d.sequence || ' follows ' || d.previous,
            EXISTS (SELECT FROM event_store.events_raw g WHERE g.event_type = 'feed_gap'
                AND g.payload ->> 'market_id' = d.market AND g.payload ->> 'session' = d.session)
        FROM frames d
        WHERE d.previous IS NOT NULL AND NOT EXISTS (
            SELECT FROM frames p WHERE p.market = d.market AND p.session = d.session AND p.sid = d.sid AND p.sequence = d.previous)
        """;

    /// <summary>UTC days with events of the market.</summary>
    internal long Days { get; init; }

    /// <summary>Recorded gaps.</summary>
    internal long Gaps { get; init; }

    /// <summary>Orders at the venue; each was sent once, the two books agree to the cent.</summary>
    internal int Orders { get; init; }

    /// <summary>How often each order left the silo.</summary>
    internal IReadOnlyDictionary<string, int> Placements { get; init; } = new Dictionary<string, int>();

    /// <summary>Frames that the bus did not take within the bounded retries.</summary>
    internal long Unpublished { get; init; }

    /// <summary>Reasons of the dead letters that nobody has handled.</summary>
    internal IReadOnlyList<string> DeadLetters { get; init; } = [];

    /// <summary>Grains whose state does not follow from the record.</summary>
    internal IReadOnlyList<string> Strays { get; init; } = [];

    internal int ExitCode { get; init; }

    internal string Output { get; init; } = "";

    /// <summary>Every frame that the silo read is once on the record, or counted as one that the bus did not take; nothing is there
    /// twice, nothing was sent twice, nothing was rejected, and every grain's state follows from the record.</summary>
    /// <param name="mayMiss">Whether the bus was away for longer than the silo waits for it.</param>
    internal void AssertWhole(bool mayMiss = false)
    {
        Assert.True(Stored > 0);
        Assert.Equal(0, Twice);
        Assert.Empty(NotStored);
        Assert.Empty(NotOnBus);
        Assert.DoesNotContain(DeadLetters, letter => !Explained.Contains(letter));
        Assert.Empty(Strays);
        Assert.All(Placements, placement => Assert.Equal(1, placement.Value));
        if (!mayMiss)
            Assert.Equal(0, Unpublished);
        if (Unpublished == 0)
            Assert.Empty(Unannounced);
        // 1 says that the balance is not even: what the bus did not take is missing in it, and nothing else may be.
        Assert.True(ExitCode == (Unpublished > 0 ? 1 : 0), Output);
        Assert.True(Output.Contains("PostgreSQL", StringComparison.Ordinal) && Output.Split('\n').Single(l => l.Contains("  PostgreSQL ", StringComparison.Ordinal)).TrimEnd().EndsWith('✓'), Output);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(Unpublished > 0 ? $"{Unpublished} frames counted as not published; else none" : Missing > 0 ? $"{Missing} changes of books, in recorded gaps; else none" : "none")}: {Stored} events, {Orders} orders, each once{(DeadLetters.Count > 0 ? $"; {DeadLetters.Count} changes of books between gap and snapshot in the dead letters" : "")}");

    internal static async Task<Account> ReadAsync(NpgsqlDataSource database, string busUrl)
    {
        var stored = await RowsAsync(database, "SELECT idempotency_key, event_type FROM event_store.events_raw", row => (Key: row.GetString(0), Type: row.GetString(1)));
        var keys = stored.Select(s => $"{s.Type} {s.Key}").ToHashSet();
        var onBus = await KeysOnBusAsync(busUrl);
        var missing = await RowsAsync(database, Chain, row => (Text: row.GetString(0), IsAnnounced: row.GetBoolean(1)));
        return new(
            stored.Count,
            stored.Count - keys.Count,
            [.. onBus.Except(keys)],
            [.. keys.Except(onBus)],
            [.. missing.Where(m => !m.IsAnnounced).Select(m => m.Text)],
            missing.Count)
        {
            Days = (await RowsAsync(database, "SELECT count(DISTINCT day) FROM event_store.events_raw WHERE day <> '-infinity'", row => row.GetInt64(0))).Single(),
            Gaps = (await RowsAsync(database, "SELECT count(*) FROM event_store.events_raw WHERE event_type = 'feed_gap'", row => row.GetInt64(0))).Single(),
        };
    }

    static async Task<HashSet<string>> KeysOnBusAsync(string busUrl)
    {
        await using var connection = await NatsConnection.ConnectAsync(new() { Url = busUrl, Name = "test" }, TimeProvider.System, new Random(1));
        var history = new EventHistory(new JetStreamClient(connection));
        var keys = new HashSet<string>();
        foreach (var subjects in (string[])["market.>", "strategy.>", "execution.>"])
        {
            await foreach (var received in history.ReadAsync(subjects, 1, null))
                keys.Add($"{received.Envelope.EventType} {received.Envelope.IdempotencyKey}");
        }
        return keys;
    }

    static async Task<List<T>> RowsAsync<T>(NpgsqlDataSource database, string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var command = database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
            rows.Add(read(reader));
        return rows;
    }
}
