using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kalshi.Bus;
using Kalshi.Bus.JetStream;
using Kalshi.Bus.Nats;

namespace Kalshi.Storage;

/// <summary>The whole record as files: our schemas of PostgreSQL and every stream of the bus, while the silo goes on.</summary>
/// <remarks>The two are of different moments, and that is safe in one order: first where the consumers stood, then the
/// database, then the streams. So the streams reach beyond every checkpoint in the database; and a restored writer begins
/// before the moment of the dump, meets rows that are there, and stores what is missing.</remarks>
public sealed class RecordBackup(string dsn, NatsConnection bus, TimeProvider time)
{
    const string ManifestName = "manifest.json";
    const string DatabaseName = "database.dump";

    static readonly string[] StreamNames =
        [StreamTopology.MarketEvents, StreamTopology.StrategyEvents, StreamTopology.ExecutionEvents, StreamTopology.DeadLetter];

    static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter() },
    };

    readonly DatabaseDump _database = new(dsn);
    readonly JetStreamClient _jetStream = new(bus);
    readonly StreamSnapshots _snapshots = new(bus);

    /// <summary>Makes a backup in a new folder under <paramref name="parent"/>, named by the time, UTC.</summary>
    /// <returns>The folder, and what is in it.</returns>
    /// <exception cref="BackupException">It could not be made; what is there of it has no manifest and is no backup.</exception>
    public async Task<(string Folder, BackupManifest Manifest)> SaveAsync(
        string parent, IProgress<BackupProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        var folder = Path.Combine(parent, now.ToString("yyyy-MM-dd'T'HHmmss'Z'", CultureInfo.InvariantCulture));
        if (Directory.Exists(folder))
            throw new BackupException($"{folder} is there already");
        if (!await _database.HasSchemasAsync(cancellationToken))
            throw new BackupException("the database holds no record: nothing to back up");
        Directory.CreateDirectory(folder);

        var consumers = new Dictionary<string, IReadOnlyList<BackedUpConsumer>>();
        foreach (var stream in StreamNames)
            consumers[stream] = await ConsumersAsync(stream, cancellationToken);
        var tables = await _database.SaveAsync(Path.Combine(folder, DatabaseName), Tables(progress), cancellationToken);
        var streams = new List<BackedUpStream>();
        foreach (var stream in StreamNames)
        {
            var name = $"{stream}.stream";
            StreamSnapshot snapshot;
            await using (var file = File.Create(Path.Combine(folder, name)))
            {
                // The server packs on the way: how much it will be, nobody knows.
                snapshot = await _snapshots.SaveAsync(stream, file, bytes => progress?.Report(new(stream, bytes, null, "bytes")), cancellationToken);
            }
            streams.Add(new(await DescribeAsync(folder, name, cancellationToken), snapshot, consumers[stream]));
            progress?.Report(new(stream, streams[^1].File.Bytes, streams[^1].File.Bytes, "bytes"));
        }
        var manifest = new BackupManifest(
            BackupManifest.CurrentFormat, now, await DescribeAsync(folder, DatabaseName, cancellationToken), tables, streams);
        await File.WriteAllTextAsync(Path.Combine(folder, ManifestName), JsonSerializer.Serialize(manifest, Json), cancellationToken);
        return (folder, manifest);
    }

    /// <summary>Checks the files, restores them into an empty database and a bus without our streams, and checks the result.</summary>
    /// <exception cref="BackupException">A file is missing or damaged, a target is not empty, or the result is not what was saved.</exception>
    public async Task<BackupManifest> RestoreAsync(
        string folder, IProgress<BackupProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var manifest = await ReadAsync(folder, progress, cancellationToken);
        await RequireEmptyAsync(manifest, cancellationToken);

        await _database.RestoreAsync(Path.Combine(folder, manifest.Database.Name), manifest.Tables.Count, Tables(progress), cancellationToken);
        foreach (var stream in manifest.Streams)
        {
            await using (var file = File.OpenRead(Path.Combine(folder, stream.File.Name)))
            {
                await _snapshots.RestoreAsync(
                    stream.Snapshot, file, bytes => progress?.Report(new(stream.Snapshot.Stream, bytes, stream.File.Bytes, "bytes")), cancellationToken);
            }
            foreach (var consumer in stream.Consumers)
                await _jetStream.CreateConsumerAsync(stream.Snapshot.Stream, From(consumer), cancellationToken);
        }
        await CheckAsync(manifest, cancellationToken);
        return manifest;
    }

    static Action<int, int> Tables(IProgress<BackupProgress>? progress) => (done, of) => progress?.Report(new("database", done, of, "tables"));

    async Task<IReadOnlyList<BackedUpConsumer>> ConsumersAsync(string stream, CancellationToken cancellationToken)
    {
        List<BackedUpConsumer> consumers = [];
        foreach (var name in await _snapshots.ConsumersAsync(stream, cancellationToken))
        {
            if (await _jetStream.FindConsumerAsync(stream, name, cancellationToken) is { Config.DurableName: not null } there)
                consumers.Add(new(there.Config, there.AckFloor.StreamSeq));
        }
        return consumers;
    }

    static ConsumerConfig From(BackedUpConsumer consumer) => consumer.Config with
    {
        DeliverPolicy = DeliverPolicy.ByStartSequence,
        OptStartSeq = consumer.AckFloor + 1,
    };

    async Task RequireEmptyAsync(BackupManifest manifest, CancellationToken cancellationToken)
    {
        if (await _database.HasSchemasAsync(cancellationToken))
            throw new BackupException("the database is not empty: restore into a new one");
        foreach (var stream in manifest.Streams)
        {
            if (await _jetStream.FindStreamAsync(stream.Snapshot.Stream, cancellationToken) is not null)
                throw new BackupException($"the bus has a stream {stream.Snapshot.Stream} already: restore into a new one");
        }
    }

    async Task CheckAsync(BackupManifest manifest, CancellationToken cancellationToken)
    {
        var rows = await _database.CountAsync(cancellationToken);
        foreach (var (table, expected) in manifest.Tables)
        {
            if (rows.GetValueOrDefault(table) != expected)
                throw new BackupException($"{table} has {rows.GetValueOrDefault(table)} rows, {expected} were saved");
        }
        foreach (var (_, saved, _) in manifest.Streams)
        {
            var state = (await _jetStream.FindStreamAsync(saved.Stream, cancellationToken))?.State;
            // What has outlived the stream's age is dropped at once; its sequences are not given again.
            if (state?.LastSeq != saved.LastSequence)
                throw new BackupException($"{saved.Stream} ends at sequence {state?.LastSeq}, {saved.LastSequence} was saved");
        }
    }

    static async Task<BackupManifest> ReadAsync(string folder, IProgress<BackupProgress>? progress, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, ManifestName);
        if (!File.Exists(path))
            throw new BackupException($"{folder} is no backup: it has no {ManifestName}");
        BackupManifest manifest;
        try
        {
            manifest = JsonSerializer.Deserialize<BackupManifest>(await File.ReadAllTextAsync(path, cancellationToken), Json)
                ?? throw new BackupException($"{path}: empty");
        }
        catch (JsonException e)
        {
            throw new BackupException($"{path}: {e.Message}", e);
        }
        if (manifest.Format != BackupManifest.CurrentFormat)
            throw new BackupException($"{path}: format {manifest.Format}, this version reads {BackupManifest.CurrentFormat}");
        BackupFile[] files = [manifest.Database, .. manifest.Streams.Select(s => s.File)];
        foreach (var (index, expected) in files.Index())
        {
            if (!File.Exists(Path.Combine(folder, expected.Name)))
                throw new BackupException($"{expected.Name} is missing");
            if (await DescribeAsync(folder, expected.Name, cancellationToken) != expected)
                throw new BackupException($"{expected.Name} is damaged: its size or SHA-256 is not what was saved");
            progress?.Report(new("checked", index + 1, files.Length, "files"));
        }
        return manifest;
    }

    static async Task<BackupFile> DescribeAsync(string folder, string name, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(Path.Combine(folder, name));
        return new(name, file.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken)));
    }
}
