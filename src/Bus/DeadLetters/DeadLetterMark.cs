namespace Kalshi.Bus;

/// <summary>Says that a dead letter was handled: a message of its own beside the letter, which stays as it is.</summary>
/// <param name="Sequence">Of the dead letter.</param>
/// <param name="Disposition"><see cref="Replayed"/> or <see cref="Acknowledged"/>.</param>
/// <param name="Actor">Who handled it.</param>
/// <param name="Ts">Unix seconds.</param>
public sealed record DeadLetterMark(long Sequence, string Disposition, string Actor, string Reason, long Ts)
{
    /// <summary>Published again, and stored.</summary>
    public const string Replayed = "replayed";

    /// <summary>Nothing is to be done about it.</summary>
    public const string Acknowledged = "acknowledged";

    internal const string SubjectRoot = "handled";

    internal static string SubjectsOfAll => $"{Subjects.DeadLetters}.{SubjectRoot}.*";

    internal static string SubjectOf(long sequence) => $"{Subjects.DeadLetters}.{SubjectRoot}.{sequence}";

    internal static bool IsSubject(string subject) => subject.StartsWith($"{Subjects.DeadLetters}.{SubjectRoot}.", StringComparison.Ordinal);
}
