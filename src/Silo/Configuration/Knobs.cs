using System.Globalization;

namespace Kalshi.Silo.Configuration;

/// <summary>Reads settings by name, remembers what it read, and collects every fault, so that an operator sees all of them
/// at once.</summary>
sealed class Knobs(IConfiguration configuration)
{
    readonly List<string> _faults = [];
    readonly SortedDictionary<string, KnobReading> _readings = new(StringComparer.Ordinal);

    /// <summary>Every setting that was asked for, by name.</summary>
    internal IReadOnlyCollection<KnobReading> Readings => _readings.Values;

    internal string Text(string name, string fallback) => Read(name, fallback) ?? fallback;

    internal string? Optional(string name) => Read(name, null);

    /// <summary>An argument of the command line that is no setting.</summary>
    internal string? Argument(string name) => configuration[name];

    internal bool Flag(string name, bool fallback) => Read(name, fallback ? "true" : "false", "true, false") switch
    {
        null => fallback,
        "true" or "1" => true,
        "false" or "0" => false,
        var text => Fault(name, $"'{text}' is neither true nor false", fallback),
    };

    internal int Whole(string name, int fallback, int min, int max) => WholeOrNull(name, fallback, min, max) ?? fallback;

    /// <summary>Null when it is not set.</summary>
    internal int? Whole(string name, int min, int max) => WholeOrNull(name, null, min, max);

    internal double Number(string name, double fallback, double min, double max) =>
        Read(name, fallback.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"{min} to {max}")) is not { } text ? fallback
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max ? value
        : Fault(name, string.Create(CultureInfo.InvariantCulture, $"'{text}' is not a number from {min} to {max}"), fallback);

    internal Uri Address(string name, string fallback, params string[] schemes) =>
        Uri.TryCreate(Read(name, fallback, string.Join(", ", schemes)) ?? fallback, UriKind.Absolute, out var uri) && schemes.Contains(uri.Scheme) ? uri
        : Fault(name, $"'{Text(name, fallback)}' is not an address with {string.Join(" or ", schemes)}", new Uri(fallback));

    internal IReadOnlyList<string> List(string name, string fallback) =>
        Text(name, fallback).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Reads something that checks itself and says so with a <see cref="FormatException"/>.</summary>
    internal T Try<T>(string name, Func<T> read, T fallback)
    {
        try
        {
            return read();
        }
        catch (FormatException e)
        {
            return Fault(name, e.Message, fallback);
        }
    }

    internal T Fault<T>(string name, string fault, T fallback)
    {
        _faults.Add($"{name}: {fault}");
        return fallback;
    }

    /// <summary>To be called when everything has been read.</summary>
    /// <exception cref="ConfigurationFaultException">At least one setting is wrong, or none that anybody knows.</exception>
    internal void ThrowIfFaulty()
    {
        var configured = configuration.AsEnumerable().Where(setting => setting.Value is not null).Select(setting => setting.Key);
        foreach (var (name, fault) in UnknownKnobs.Among(configured, _readings.Keys.ToHashSet()))
            Fault(name, fault, 0);
        if (_faults.Count > 0)
            throw new ConfigurationFaultException(_faults);
    }

    int? WholeOrNull(string name, int? fallback, int min, int max) =>
        Read(name, fallback?.ToString(CultureInfo.InvariantCulture), $"{min} to {max}") is not { } text ? null
        : int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max ? value
        : Fault(name, $"'{text}' is not a whole number from {min} to {max}", fallback);

    /// <summary>Null when nobody set it, or to nothing.</summary>
    string? Read(string name, string? fallback, string? range = null)
    {
        var value = configuration[name] is { Length: > 0 } text ? text : null;
        // Options that read themselves ask without saying what is allowed.
        _readings[name] = _readings.TryGetValue(name, out var known) && range is null ? known : KnobReading.Of(name, value, fallback, range);
        return value;
    }
}
