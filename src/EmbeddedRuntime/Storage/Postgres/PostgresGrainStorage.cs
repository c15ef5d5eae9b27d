using System.Collections.Concurrent;
using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Grain state on the tables of Orleans' ADO.NET provider, row for row as that provider would have it: a
/// deployment moves between Orleans and this host without moving data. The ETag is the row's version.</summary>
/// <param name="serviceId">Orleans' ClusterOptions.ServiceId.</param>
sealed class PostgresGrainStorage(string name, NpgsqlDataSource database, string serviceId, IGrainStorageSerializer serializer) : IGrainStorage
{
    readonly OrleansQueries _queries = new(database);
    readonly ConcurrentDictionary<string, GrainType> _owners = new();

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await using var command = await Command("ReadFromStorageKey", stateName, grainId);
        await using var reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync())
        {
            (grainState.State, grainState.ETag, grainState.RecordExists) = (default, null, false);
            return;
        }
        var payload = reader.GetOrdinal("payloadbinary");
        var version = reader.GetOrdinal("version");
        grainState.RecordExists = !await reader.IsDBNullAsync(payload);
        grainState.State = grainState.RecordExists ? serializer.Deserialize<T>(new BinaryData(reader.GetFieldValue<byte[]>(payload))) : default;
        grainState.ETag = await reader.IsDBNullAsync(version) ? null : reader.GetInt32(version).ToString(CultureInfo.InvariantCulture);
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var payload = serializer.Serialize(grainState.State).ToArray();
        await using var command = await Command("WriteToStorageKey", stateName, grainId);
        AddVersion(command, grainState.ETag);
        command.Parameters.Add(new("PayloadBinary", NpgsqlDbType.Bytea) { Value = payload });
        grainState.ETag = await Change(command, "written", stateName, grainId, grainState.ETag);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (!grainState.RecordExists && grainState.ETag is null)
        {
            await ReadStateAsync(stateName, grainId, grainState);
            if (!grainState.RecordExists)
                return;
        }
        await using var command = await Command("ClearStorageKey", stateName, grainId);
        AddVersion(command, grainState.ETag);
        grainState.ETag = await Change(command, "cleared", stateName, grainId, grainState.ETag);
        (grainState.State, grainState.RecordExists) = (default, false);
    }

    async Task<NpgsqlCommand> Command(string query, string stateName, GrainId grainId)
    {
        // The table's key has the state's name and the grain's key, but not the grain's type.
        var owner = _owners.GetOrAdd(stateName, grainId.Type);
        if (owner != grainId.Type)
            throw new OrleansConfigurationException(
                $"Grains {owner} and {grainId.Type} both call a state \"{stateName}\" in store {name}, and would share rows there; rename one");
        var key = StorageKey.Of(stateName, grainId);
        var command = database.CreateCommand(await _queries.Text(query));
        command.Parameters.Add(new("GrainIdHash", NpgsqlDbType.Integer) { Value = key.GrainIdHash });
        command.Parameters.Add(new("GrainIdN0", NpgsqlDbType.Bigint) { Value = key.N0 });
        command.Parameters.Add(new("GrainIdN1", NpgsqlDbType.Bigint) { Value = key.N1 });
        command.Parameters.Add(new("GrainTypeHash", NpgsqlDbType.Integer) { Value = key.GrainTypeHash });
        command.Parameters.Add(new("GrainTypeString", NpgsqlDbType.Varchar) { Value = key.GrainTypeString });
        command.Parameters.Add(new("GrainIdExtensionString", NpgsqlDbType.Varchar) { Value = (object?)key.Extension ?? DBNull.Value });
        command.Parameters.Add(new("ServiceId", NpgsqlDbType.Varchar) { Value = serviceId });
        return command;
    }

    static void AddVersion(NpgsqlCommand command, string? etag) => command.Parameters.Add(new("GrainStateVersion", NpgsqlDbType.Integer)
    {
        Value = etag is null ? DBNull.Value : int.Parse(etag, CultureInfo.InvariantCulture),
    });

    /// <summary>The new version. The same version as before, or none, means that another one is stored.</summary>
    async Task<string> Change(NpgsqlCommand command, string what, string stateName, GrainId grainId, string? etag)
    {
        var version = await command.ExecuteScalarAsync() is int number ? number.ToString(CultureInfo.InvariantCulture) : null;
        return version is not null && version != etag
            ? version
            : throw new InconsistentStateException($"State {stateName} of {grainId} was not {what} in store {name}: it is no longer of version {etag ?? "none"}", null, etag);
    }
}
