using Kalshi.Bus.JetStream;

namespace Kalshi.Storage;

/// <summary>What a backup holds, written last: a folder without it is no backup.</summary>
/// <param name="Tables">Rows by table, counted in the same moment that the dump is of.</param>
public sealed record BackupManifest(
    int Format, DateTimeOffset CreatedAt, BackupFile Database, IReadOnlyDictionary<string, long> Tables, IReadOnlyList<BackedUpStream> Streams)
{
    /// <summary>The format that this version writes and reads.</summary>
    public const int CurrentFormat = 1;
}

/// <param name="Sha256">Lower-case hex.</param>
public sealed record BackupFile(string Name, long Bytes, string Sha256);

/// <param name="Consumers">Where the durable consumers stood before the database was dumped: what came after may be missing
/// in the dump, and must come again.</param>
public sealed record BackedUpStream(BackupFile File, StreamSnapshot Snapshot, IReadOnlyList<BackedUpConsumer> Consumers);

/// <param name="AckFloor">Everything up to this sequence was settled.</param>
public sealed record BackedUpConsumer(ConsumerConfig Config, long AckFloor);
