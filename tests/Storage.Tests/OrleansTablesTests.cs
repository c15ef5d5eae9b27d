using Npgsql;

namespace Kalshi.Storage.Tests;

/// <summary>Drives the tables as Orleans' ADO.NET providers do: by query key, parameter name and column name.</summary>
[Collection(PostgresCollection.Name)]
public sealed class OrleansTablesTests(PostgresFixture postgres) : IAsyncLifetime
{
    static readonly DateTime Noon = DateTimeOffset.FromUnixTimeSeconds(Samples.Noon).UtcDateTime;

    string _connectionString = "";
    Dictionary<string, string> _queries = [];

    public async Task InitializeAsync()
    {
        _connectionString = new StorageOptions { Dsn = await postgres.MigratedDatabaseAsync() }.OrleansConnectionString + ";Pooling=false";
        // As the providers ask: without a schema.
        _queries = (await ReadAsync("SELECT QueryKey, QueryText FROM OrleansQuery")).ToDictionary(row => (string)row["querykey"]!, row => (string)row["querytext"]!);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void Every_query_that_the_providers_look_for_is_there() => Assert.Equal(
        [
            "CleanupDefunctSiloEntriesKey", "ClearStorageKey", "DeleteMembershipTableEntriesKey", "DeleteReminderRowKey", "DeleteReminderRowsKey",
            "DeleteStorageKey", "GatewaysQueryKey", "InsertMembershipKey", "InsertMembershipVersionKey", "MembershipReadAllKey",
            "MembershipReadRowKey", "ReadFromStorageKey", "ReadRangeRows1Key", "ReadRangeRows2Key", "ReadReminderRowKey", "ReadReminderRowsKey",
            "UpdateIAmAlivetimeKey", "UpdateMembershipKey", "UpsertReminderRowKey", "WriteToStorageKey",
        ],
        _queries.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(null)]
    [InlineData("extension")]
    public async Task Grain_state_is_versioned_and_a_stale_writer_gets_back_the_version_it_came_with(string? extension)
    {
        Assert.Equal(1, await WriteStateAsync(null, [1], extension));
        Assert.Null(await WriteStateAsync(null, [9], extension));
        Assert.Equal(2, await WriteStateAsync(1, [2], extension));
        Assert.Equal(1, await WriteStateAsync(1, [9], extension));

        var row = Assert.Single(await QueryAsync("ReadFromStorageKey", State(extension)));
        Assert.Equal(2, row["version"]);
        Assert.Equal([2], (byte[])row["payloadbinary"]!);
        Assert.Empty(await QueryAsync("ReadFromStorageKey", State("another")));

        Assert.Empty(await QueryAsync("ClearStorageKey", [.. State(extension), ("GrainStateVersion", 1)]));
        Assert.Equal(3, Assert.Single(await QueryAsync("ClearStorageKey", [.. State(extension), ("GrainStateVersion", 2)]))["newgrainstateversion"]);
        Assert.Null(Assert.Single(await QueryAsync("ReadFromStorageKey", State(extension)))["payloadbinary"]);
        Assert.Equal(4, Assert.Single(await QueryAsync("DeleteStorageKey", [.. State(extension), ("GrainStateVersion", 3)]))["newgrainstateversion"]);
        Assert.Empty(await QueryAsync("ReadFromStorageKey", State(extension)));
    }

    [Fact]
    public async Task Of_concurrent_first_writes_of_a_grain_state_one_wins()
    {
        var versions = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => WriteStateAsync(null, [(byte)i], null))));

        Assert.Equal(1, Assert.Single(versions, version => version is not null));
        Assert.Single(await QueryAsync("ReadFromStorageKey", State(null)));
    }

    [Fact]
    public async Task Reminders_are_versioned_and_found_by_grain_by_name_and_by_both_kinds_of_range()
    {
        Assert.Equal(0, await UpsertReminderAsync("grain-a", "r1", hash: -100));
        Assert.Equal(1, await UpsertReminderAsync("grain-a", "r1", hash: -100));
        Assert.Equal(0, await UpsertReminderAsync("grain-a", "r2", hash: -100));
        Assert.Equal(0, await UpsertReminderAsync("grain-b", "r1", hash: 100));

        Assert.Equal(2, (await QueryAsync("ReadReminderRowsKey", ("ServiceId", "s"), ("GrainId", "grain-a"))).Count);
        var row = Assert.Single(await QueryAsync("ReadReminderRowKey", ("ServiceId", "s"), ("GrainId", "grain-a"), ("ReminderName", "r1")));
        Assert.Equal(("grain-a", "r1", Noon, 60_000L, 1), (row["grainid"], row["remindername"], row["starttime"], row["period"], row["version"]));
        Assert.Equal(
            "grain-b", Assert.Single(await QueryAsync("ReadRangeRows1Key", ("ServiceId", "s"), ("BeginHash", 0), ("EndHash", 100)))["grainid"]);
        Assert.Equal(2, (await QueryAsync("ReadRangeRows2Key", ("ServiceId", "s"), ("BeginHash", 100), ("EndHash", 0))).Count);

        Assert.Equal(0, await DeleteReminderAsync(version: 0));
        Assert.Equal(1, await DeleteReminderAsync(version: 1));
        await QueryAsync("DeleteReminderRowsKey", ("ServiceId", "s"));
        Assert.Empty(await QueryAsync("ReadReminderRowsKey", ("ServiceId", "s"), ("GrainId", "grain-b")));
    }

    [Fact]
    public async Task Membership_changes_only_with_the_tables_current_version()
    {
        Assert.Equal(1, await CountAsync("InsertMembershipVersionKey", ("DeploymentId", "d")));
        Assert.Equal(0, await CountAsync("InsertMembershipVersionKey", ("DeploymentId", "d")));
        var empty = Assert.Single(await QueryAsync("MembershipReadAllKey", ("DeploymentId", "d")));
        Assert.Equal((0, null), (empty["version"], empty["address"]));

        Assert.Equal(0, await InsertSiloAsync(port: 1, version: 7));
        Assert.Equal(1, await InsertSiloAsync(port: 1, version: 0));
        Assert.Equal(0, await InsertSiloAsync(port: 1, version: 1));
        Assert.Equal(1, await InsertSiloAsync(port: 2, version: 1));
        Assert.Equal(0, await UpdateSiloAsync(port: 1, status: 6, version: 1));
        Assert.Equal(0, await UpdateSiloAsync(port: 77, status: 6, version: 2));
        Assert.Equal(1, await UpdateSiloAsync(port: 1, status: 6, version: 2));

        var row = Assert.Single(await QueryAsync("MembershipReadRowKey", [("DeploymentId", "d"), .. Silo(1)]));
        Assert.Equal(
            (3, 6, "suspects", "silo", "host", 30000, Noon),
            (row["version"], row["status"], row["suspecttimes"], row["siloname"], row["hostname"], row["proxyport"], row["starttime"]));
        Assert.Equal(2, (await QueryAsync("MembershipReadAllKey", ("DeploymentId", "d"))).Count);
        Assert.Equal([30000], (await QueryAsync("GatewaysQueryKey", ("DeploymentId", "d"), ("Status", 3))).Select(gateway => gateway["proxyport"]));
    }

    [Fact]
    public async Task Silos_that_are_not_active_and_long_silent_are_cleaned_up()
    {
        await CountAsync("InsertMembershipVersionKey", ("DeploymentId", "d"));
        for (var port = 1; port <= 3; port++)
            await InsertSiloAsync(port, version: port - 1);
        await UpdateSiloAsync(port: 1, status: 6, version: 3);
        await UpdateSiloAsync(port: 2, status: 6, version: 4);
        await QueryAsync("UpdateIAmAlivetimeKey", [("DeploymentId", "d"), .. Silo(2), ("IAmAliveTime", Noon.AddHours(2))]);

        await QueryAsync("CleanupDefunctSiloEntriesKey", ("DeploymentId", "d"), ("IAmAliveTime", Noon.AddHours(1)));

        Assert.Equal([2, 3], (await QueryAsync("MembershipReadAllKey", ("DeploymentId", "d"))).Select(row => (int)row["port"]!).Order());
        await QueryAsync("DeleteMembershipTableEntriesKey", ("DeploymentId", "d"));
        Assert.Empty(await QueryAsync("MembershipReadAllKey", ("DeploymentId", "d")));
    }

    static (string, object?)[] State(string? extension) =>
    [
        ("GrainIdHash", 11), ("GrainIdN0", 1L), ("GrainIdN1", 2L), ("GrainTypeHash", 22), ("GrainTypeString", "MarketGrain"),
        ("GrainIdExtensionString", extension), ("ServiceId", "s"),
    ];

    static (string, object?)[] Silo(int port) => [("Address", "127.0.0.1"), ("Port", port), ("Generation", 5)];

    async Task<int?> WriteStateAsync(int? version, byte[] payload, string? extension) => (int?)Assert.Single(
        await QueryAsync("WriteToStorageKey", [.. State(extension), ("GrainStateVersion", version), ("PayloadBinary", payload)]))["newgrainstateversion"];

    async Task<int> UpsertReminderAsync(string grain, string name, int hash) => (int)Assert.Single(await QueryAsync(
        "UpsertReminderRowKey", ("ServiceId", "s"), ("GrainId", grain), ("ReminderName", name), ("StartTime", Noon), ("Period", 60_000L),
        ("GrainHash", hash)))["version"]!;

    Task<int> DeleteReminderAsync(int version) => CountAsync(
        "DeleteReminderRowKey", ("ServiceId", "s"), ("GrainId", "grain-a"), ("ReminderName", "r1"), ("Version", version));

    Task<int> InsertSiloAsync(int port, int version) => CountAsync(
        "InsertMembershipKey",
        [("DeploymentId", "d"), .. Silo(port), ("SiloName", "silo"), ("HostName", "host"), ("Status", 3), ("ProxyPort", 30000), ("StartTime", Noon), ("IAmAliveTime", Noon), ("Version", version)]);

    Task<int> UpdateSiloAsync(int port, int status, int version) => CountAsync(
        "UpdateMembershipKey",
        [("DeploymentId", "d"), .. Silo(port), ("Status", status), ("SuspectTimes", "suspects"), ("IAmAliveTime", Noon), ("Version", version)]);

    async Task<int> CountAsync(string queryKey, params (string, object?)[] parameters) =>
        (int)Assert.Single(Assert.Single(await QueryAsync(queryKey, parameters)).Values)!;

    Task<List<Dictionary<string, object?>>> QueryAsync(string queryKey, params (string, object?)[] parameters) => ReadAsync(_queries[queryKey], parameters);

    async Task<List<Dictionary<string, object?>>> ReadAsync(string sql, params (string Name, object? Value)[] parameters)
    {
        await using var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var (name, value) in parameters)
            command.Parameters.Add(Parameter(name, value));
        await using var reader = await command.ExecuteReaderAsync();
        List<Dictionary<string, object?>> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(
                i => reader.GetName(i), i => reader.IsDBNull(i) ? null : reader.GetValue(i), StringComparer.OrdinalIgnoreCase));
        }
        return rows;
    }

    // The providers give null its type too, by the static type of what they pass.
    static NpgsqlParameter Parameter(string name, object? value) => value switch
    {
        null when name == "GrainStateVersion" => new(name, System.Data.DbType.Int32) { Value = DBNull.Value },
        null => new(name, System.Data.DbType.String) { Value = DBNull.Value },
        DateTime time => new(name, System.Data.DbType.DateTime) { Value = time },
        _ => new(name, value),
    };
}
