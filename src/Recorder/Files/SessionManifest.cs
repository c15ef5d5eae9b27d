using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kalshi.Recorder;

/// <summary>What a finished file holds, in a JSON file of its own beside it.</summary>
/// <param name="File">Name of the data file, in the same folder.</param>
/// <param name="StartedNs">Receipt of the first line, Unix nanoseconds.</param>
/// <param name="EndedNs">Receipt of the last line.</param>
/// <param name="Frames">Frames of the venue by type, or trades by kind.</param>
/// <param name="Controls">The recorder's own marks by name.</param>
/// <param name="Markets">Markets that were watched.</param>
/// <param name="Sha256">Of the compressed file, lower-case hex.</param>
/// <param name="Recovered">The recorder died in this file; what was on disk was saved by a later start.</param>
public sealed record SessionManifest(
    string File, long StartedNs, long EndedNs, long Lines, IReadOnlyDictionary<string, long> Frames,
    IReadOnlyDictionary<string, long> Controls, IReadOnlyList<string> Markets, long Bytes, string Sha256, bool Recovered)
{
    internal const string Extension = ".manifest.json";

    static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        WriteIndented = true,
    };

    /// <summary>Folder of the data file.</summary>
    [JsonIgnore]
    public string Folder { get; init; } = "";

    [JsonIgnore]
    public string Path => System.IO.Path.Combine(Folder, File);

    [JsonIgnore]
    public DateTimeOffset Started => Nanoseconds.ToTime(StartedNs);

    [JsonIgnore]
    public DateTimeOffset Ended => Nanoseconds.ToTime(EndedNs);

    /// <summary>Losses of the sequence that the recorder met; each was followed by a new connection with new snapshots.</summary>
    [JsonIgnore]
    public long Gaps => Controls.GetValueOrDefault(Marks.SequenceGap);

    /// <exception cref="FormatException">Not a manifest; with path and reason.</exception>
    internal static SessionManifest Read(string path)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize<SessionManifest>(System.IO.File.ReadAllBytes(path), Json)
                ?? throw new FormatException($"{path}: null");
            return manifest with { Folder = System.IO.Path.GetDirectoryName(path)! };
        }
        catch (JsonException e)
        {
            throw new FormatException($"{path}: {e.Message}", e);
        }
    }

    internal void Write() => System.IO.File.WriteAllBytes(Path + Extension, JsonSerializer.SerializeToUtf8Bytes(this, Json));
}
