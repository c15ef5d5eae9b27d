using System.Globalization;
using Kalshi.Grains.State;

namespace Kalshi.Simulation.Storage;

/// <summary>Grain state as the database holds it: what the product's serializer writes, each row with its version.</summary>
sealed class SimulatedDatabase
{
    readonly Dictionary<(string Name, GrainId Grain), Row> _rows = [];

    internal static JsonGrainStateSerializer Serializer { get; } = new();

    /// <summary>Called with every state that was stored, as the grain gave it.</summary>
    internal Action<string, GrainId, object>? Stored { get; set; }

    internal long Writes { get; private set; }

    internal Row? Find(string name, GrainId grain) => _rows.GetValueOrDefault((name, grain));

    /// <summary>False where the version is no longer that of the row.</summary>
    internal bool TryWrite<T>(string name, GrainId grain, string? etag, T state, out string? newEtag)
    {
        var before = _rows.GetValueOrDefault((name, grain));
        newEtag = before?.Etag;
        if (before?.Etag != etag)
            return false;
        var row = new Row(Serializer.Serialize(state), (before?.Version ?? 0) + 1);
        _rows[(name, grain)] = row;
        Writes++;
        newEtag = row.Etag;
        Stored?.Invoke(name, grain, state!);
        return true;
    }

    /// <summary>Somebody else writes the row, without changing what it says.</summary>
    internal void Touch(string name, GrainId grain)
    {
        if (_rows.TryGetValue((name, grain), out var row))
            _rows[(name, grain)] = row with { Version = row.Version + 1 };
    }

    internal sealed record Row(BinaryData State, long Version)
    {
        internal string Etag => Version.ToString(CultureInfo.InvariantCulture);
    }
}
