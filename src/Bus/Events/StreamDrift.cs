using Kalshi.Bus.JetStream;

namespace Kalshi.Bus;

/// <summary>A setting in which a stream differs from what this version would create.</summary>
public sealed record StreamDrift(string Stream, string Setting, string Expected, string Actual)
{
    /// <param name="actual">Null when there is no such stream.</param>
    internal static IEnumerable<StreamDrift> Between(StreamConfig expected, StreamConfig? actual)
    {
        if (actual is null)
            return [new(expected.Name, "stream", "there", "missing")];
        (string Setting, object Expected, object Actual)[] settings =
        [
            ("subjects", string.Join(',', expected.Subjects), string.Join(',', actual.Subjects)),
            ("retention", expected.Retention, actual.Retention),
            ("storage", expected.Storage, actual.Storage),
            ("discard", expected.Discard, actual.Discard),
            ("max_age", expected.MaxAge, actual.MaxAge),
            ("max_bytes", expected.MaxBytes, actual.MaxBytes),
            ("max_msgs", expected.MaxMessages, actual.MaxMessages),
            ("duplicate_window", expected.DuplicateWindow, actual.DuplicateWindow),
            ("num_replicas", expected.Replicas, actual.Replicas),
        ];
        return settings.Where(s => !s.Expected.Equals(s.Actual))
            .Select(s => new StreamDrift(expected.Name, s.Setting, s.Expected.ToString()!, s.Actual.ToString()!));
    }
}
