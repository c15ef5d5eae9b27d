using Npgsql;
using Orleans.Storage;

namespace Kalshi.Runtime.Tests;

public sealed class PostgresGrainStorageTests(Postgres postgres) : IClassFixture<Postgres>
{
    readonly PostgresGrainStorage _storage = New(postgres);

    static PostgresGrainStorage New(Postgres postgres, string serviceId = "kalshi") =>
        new("Default", postgres.Database, serviceId, new JsonGrainStorageSerializer());

    [Fact]
    public async Task What_is_written_is_read_with_its_version_as_ETag()
    {
        var id = GrainId.Create("account", "written");
        var written = await Read(id);
        Assert.False(written.RecordExists);
        Assert.Null(written.ETag);

        written.State = new() { Cents = 5 };
        await _storage.WriteStateAsync("balance", id, written);
        Assert.Equal("1", written.ETag);
        written.State.Cents = 6;
        await _storage.WriteStateAsync("balance", id, written);

        var read = await Read(id);
        Assert.Equal(("2", true, 6L), (read.ETag, read.RecordExists, read.State!.Cents));
    }

    [Fact]
    public async Task A_write_over_a_newer_version_changes_nothing()
    {
        var id = GrainId.Create("account", "contended");
        var (mine, theirs) = (await Read(id), await Read(id));
        theirs.State = new() { Cents = 7 };
        await _storage.WriteStateAsync("balance", id, theirs);

        mine.State = new() { Cents = 1 };
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync("balance", id, mine));
        mine.ETag = "17";
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync("balance", id, mine));
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.ClearStateAsync("balance", id, mine));

        Assert.Equal(7, (await Read(id)).State!.Cents);
    }

    [Fact]
    public async Task Of_two_first_writes_at_once_one_wins()
    {
        var id = GrainId.Create("account", "raced");
        var records = Enumerable.Range(0, 8).Select(cents => new GrainState<Balance>(new() { Cents = cents })).ToArray();

        var outcomes = await Task.WhenAll(records.Select(async record =>
        {
            try
            {
                await _storage.WriteStateAsync("balance", id, record);
                return true;
            }
            catch (InconsistentStateException)
            {
                return false;
            }
        }));

        Assert.Single(outcomes, won => won);
    }

    [Fact]
    public async Task A_cleared_record_exists_no_more_but_keeps_its_version()
    {
        var id = GrainId.Create("account", "cleared");
        var record = new GrainState<Balance>(new() { Cents = 5 });
        await _storage.WriteStateAsync("balance", id, record);

        await _storage.ClearStateAsync("balance", id, record);
        Assert.Equal(("2", false), (record.ETag, record.RecordExists));
        var read = await Read(id);
        Assert.Equal(("2", false), (read.ETag, read.RecordExists));

        read.State = new() { Cents = 1 };
        await _storage.WriteStateAsync("balance", id, read);
        Assert.Equal("3", read.ETag);
    }

    [Fact]
    public async Task Clearing_what_never_was_changes_nothing()
    {
        var record = new GrainState<Balance>(new());

        await _storage.ClearStateAsync("balance", GrainId.Create("account", "never"), record);

        Assert.Equal(((string?)null, false), (record.ETag, record.RecordExists));
    }

    [Fact]
    public async Task Services_do_not_see_each_others_states()
    {
        var id = GrainId.Create("account", "shared");
        await _storage.WriteStateAsync("balance", id, new GrainState<Balance>(new() { Cents = 5 }));
        var other = new GrainState<Balance>(new());

        await New(postgres, "other").ReadStateAsync("balance", id, other);

        Assert.False(other.RecordExists);
    }

    [Fact]
    public async Task Two_grain_types_may_not_share_a_state_name()
    {
        await Read(GrainId.Create("account", "x"));

        var error = await Assert.ThrowsAsync<OrleansConfigurationException>(() => Read(GrainId.Create("ledger", "x")));

        Assert.Contains("account", error.Message, StringComparison.Ordinal);
        Assert.Contains("ledger", error.Message, StringComparison.Ordinal);
    }

    // Hashes computed apart from this code, with another implementation of xxHash32, and reversed as Orleans does.
    [Fact]
    public async Task Rows_are_where_Orleans_ADO_NET_provider_looks_for_them()
    {
        var guid = new Guid("8f2b1c3d-0000-0000-0000-00000000abcd");
        await Write(GrainId.Create("account", "KXBTC15M"));
        await Write(GrainId.Create(GrainType.Create("account"), GrainIdKeyExtensions.CreateIntegerKey(255)));
        await Write(GrainId.Create(GrainType.Create("account"), GrainIdKeyExtensions.CreateGuidKey(guid)));

        await using var command = postgres.Database.CreateCommand(
            "SELECT grainidhash, grainidn0, grainidn1, graintypehash, graintypestring, grainidextensionstring, serviceid FROM orleansstorage WHERE serviceid = 'layout' ORDER BY modifiedon");
        await using var reader = await command.ExecuteReaderAsync();
        Assert.Equal((1942720702, 0L, 0L, 1180425067, "balance", "KXBTC15M"), await Row(reader));
        Assert.Equal((1922785550, 0L, 255L, 1180425067, "balance", null), await Row(reader));
        Assert.Equal((250518040, 2401967165L, -3626805074916802560L, 1180425067, "balance", null), await Row(reader));

        Task Write(GrainId id) => New(postgres, "layout").WriteStateAsync("balance", id, new GrainState<Balance>(new()));
    }

    static async Task<(int, long, long, int, string, string?)> Row(NpgsqlDataReader reader)
    {
        Assert.True(await reader.ReadAsync());
        return (reader.GetInt32(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt32(3), reader.GetString(4),
            await reader.IsDBNullAsync(5) ? null : reader.GetString(5));
    }

    async Task<GrainState<Balance>> Read(GrainId id)
    {
        var record = new GrainState<Balance>(new());
        await _storage.ReadStateAsync("balance", id, record);
        return record;
    }
}
