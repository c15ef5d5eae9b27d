using System.Text.Json;

namespace Kalshi.Silo.Scheduled;

/// <summary>What became of the last cycles, for whoever watches a schedule. Times are UTC.</summary>
sealed record CycleRecord(
    long LastCycleId, string LastMode, double LastDurationS, DateTimeOffset? LastSuccessAtUtc, DateTimeOffset? LastErrorAtUtc, string? LastError)
{
    static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    /// <summary>Of before the first cycle, or when the file cannot be read: a schedule must not stop for that.</summary>
    static CycleRecord None { get; } = new(0, "", 0, null, null, null);

    internal static CycleRecord Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<CycleRecord>(File.ReadAllText(path), Json) ?? None;
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return None;
        }
    }

    /// <summary>In one step: a reader sees the old record or the new one.</summary>
    internal void Write(string path)
    {
        File.WriteAllText(path + ".new", JsonSerializer.Serialize(this, Json));
        File.Move(path + ".new", path, overwrite: true);
    }

    /// <param name="error">Null for a success.</param>
    internal CycleRecord After(CycleMode mode, TimeSpan duration, DateTimeOffset now, string? error) => new(
        LastCycleId + 1, Name(mode), Math.Round(duration.TotalSeconds, 3), error is null ? now : LastSuccessAtUtc,
        error is null ? LastErrorAtUtc : now, error ?? LastError);

    internal static string Name(CycleMode mode) => mode switch
    {
        CycleMode.Collect => "collect",
        CycleMode.Analyze => "analyze",
        _ => "trade",
    };
}
