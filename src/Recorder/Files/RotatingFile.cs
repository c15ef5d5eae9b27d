namespace Kalshi.Recorder;

/// <summary>A venue's files, one after the other: each ends on a whole multiple of its length since midnight UTC.</summary>
/// <param name="begin">Writes what every file begins with; told the name of the one before, or null.</param>
/// <param name="ended">Told of each finished file.</param>
sealed class RotatingFile(
    SessionFolder folder, string venue, string extension, TimeSpan length, Action<SessionFile, DateTimeOffset, string?> begin,
    Action<SessionManifest> ended) : IDisposable
{
    SessionFile? _file;
    DateTimeOffset _until;

    internal string? Name => _file?.Name;

    internal long Bytes => _file?.Bytes ?? 0;

    /// <summary>The file of <paramref name="time"/>, a new one if the last has ended.</summary>
    internal SessionFile At(DateTimeOffset time)
    {
        if (_file is not null && time < _until)
            return _file;
        var previous = _file?.Name;
        Close();
        _file = folder.Create(venue, extension, time);
        _until = time.AddTicks(length.Ticks - time.UtcTicks % length.Ticks);
        begin(_file, time, previous);
        return _file;
    }

    internal void Flush() => _file?.Flush();

    internal void Close()
    {
        if (_file is not { } file)
            return;
        _file = null;
        ended(file.Close());
    }

    public void Dispose() => _file?.Dispose();
}
