using Kalshi.Grains.State;
using Npgsql;
using Orleans.Storage;

namespace Kalshi.Grains.Tests.Drills;

/// <summary>Grain state in PostgreSQL, by the product's tables and its versioned write; a drill can stop the world at a write.</summary>
sealed class DrillStore(NpgsqlDataSource database) : IGrainStorage
{
    static readonly JsonGrainStateSerializer Serializer = new();

    /// <summary>Runs before a state is written.</summary>
    internal Func<string, Task>? Writing { get; set; }

    /// <summary>Runs when a state is written and nobody knows it yet.</summary>
    internal Func<string, Task>? Written { get; set; }

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await using var command = database.CreateCommand("""
            SELECT payloadbinary, version FROM orleans.orleansstorage
            WHERE grainidhash = 0 AND graintypehash = 0 AND graintypestring = $1 AND grainidextensionstring = $2 AND serviceid = 'drill'
            """);
        command.Parameters.Add(new() { Value = stateName });
        command.Parameters.Add(new() { Value = grainId.ToString() });
        await using var reader = await command.ExecuteReaderAsync();
        grainState.RecordExists = await reader.ReadAsync();
        grainState.State = grainState.RecordExists
            ? Serializer.Deserialize<T>(new BinaryData(reader.GetFieldValue<byte[]>(0)))
            : Activator.CreateInstance<T>();
        grainState.ETag = grainState.RecordExists ? $"{reader.GetInt32(1)}" : null;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (Writing is { } writing)
            await writing(stateName);
        int? version = grainState.ETag is { } tag ? int.Parse(tag, global::System.Globalization.CultureInfo.InvariantCulture) : null;
        await using var command = database.CreateCommand(
            "SELECT newgrainstateversion FROM orleans.writetostorage(0, 0, 0, 0, $1, $2, 'drill', $3, $4)");
        command.Parameters.Add(new() { Value = stateName });
        command.Parameters.Add(new() { Value = grainId.ToString() });
        command.Parameters.Add(new() { Value = (object?)version ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Integer });
        command.Parameters.Add(new() { Value = Serializer.Serialize(grainState.State).ToArray() });
        if (await command.ExecuteScalarAsync() is not int next || next != (version ?? 0) + 1)
            throw new InconsistentStateException($"{stateName} of {grainId} has changed since version {version}");
        grainState.ETag = $"{next}";
        grainState.RecordExists = true;
        if (Written is { } written)
            await written(stateName);
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        throw new NotSupportedException("nothing of the money path is ever cleared");
}
