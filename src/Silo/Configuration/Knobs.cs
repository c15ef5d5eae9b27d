using System.Globalization;

namespace Kalshi.Silo.Configuration;

/// <summary>Reads settings by name and collects every fault, so that an operator sees all of them at once.</summary>
sealed class Knobs(IConfiguration configuration)
{
    readonly List<string> _faults = [];

    internal string Text(string name, string fallback) => configuration[name] is { Length: > 0 } text ? text : fallback;

    internal string? Optional(string name) => configuration[name] is { Length: > 0 } text ? text : null;

    internal bool Flag(string name, bool fallback) => Text(name, fallback ? "true" : "false") switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        var text => Fault(name, $"'{text}' is neither true nor false", fallback),
    };

    internal int Whole(string name, int fallback, int min, int max) =>
        Optional(name) is not { } text ? fallback
        : int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max ? value
        : Fault(name, $"'{text}' is not a whole number from {min} to {max}", fallback);

    internal double Number(string name, double fallback, double min, double max) =>
        Optional(name) is not { } text ? fallback
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max ? value
        : Fault(name, $"'{text}' is not a number from {min} to {max}", fallback);

    internal Uri Address(string name, string fallback, params string[] schemes) =>
        Uri.TryCreate(Text(name, fallback), UriKind.Absolute, out var uri) && schemes.Contains(uri.Scheme) ? uri
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

    /// <exception cref="ConfigurationFaultException">At least one setting is wrong.</exception>
    internal void ThrowIfFaulty()
    {
        if (_faults.Count > 0)
            throw new ConfigurationFaultException(_faults);
    }
}
