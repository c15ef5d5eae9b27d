using Kalshi.Trading.Identity;
using Xunit.Abstractions;

namespace Kalshi.Trading.Tests.Vectors;

/// <summary>Runs all cases of a kind and compares what we compute with what the reference computed.</summary>
/// <remarks>Texts, flags and whole numbers must be equal; doubles equal to the bit or within 1e-12 of each other. What remains: a square is
/// a product here and a call of pow() there, which one time in some thousands rounds differently in the last place; and a C library other
/// than glibc may round log and exp differently. How many were not equal to the bit is written to the test's output.</remarks>
sealed class VectorRun(ITestOutputHelper output)
{
    const double Tolerance = 1e-12;
    const int MostFailuresShown = 20;

    readonly List<string> _failures = [];
    int _cases;
    int _doubles;
    int _inexact;
    double _worst;

    internal static readonly string[] Kinds =
    [
        "fees", "probability", "volatility", "edge_for_market", "compute_edges_db", "opportunities", "opportunity_loop_gates",
        "idempotency_keys", "edge_scores",
    ];

    /// <param name="answer">From a case to pairs of what the reference says and what we say.</param>
    internal void All(string kind, Func<PayloadDictionary, IEnumerable<Pair>> answer)
    {
        foreach (var file in VectorFolder.FilesOf(kind))
        {
            var cases = PythonJson.Parse(File.ReadAllText(file)).AsDictionary["cases"].AsList;
            for (var i = 0; i < cases.Count; i++, _cases++)
                foreach (var pair in answer(cases[i].AsDictionary))
                    Compare($"{Path.GetFileName(file)}[{i}].{pair.Path}", pair.Expected, pair.Actual);
        }
        output.WriteLine($"{kind}: {_cases} cases, {_doubles} doubles, {_inexact} not equal to the bit, worst {_worst:R} relative");
        Assert.True(_cases > 0 || !VectorFolder.MustBeComplete, $"no case of kind {kind} in {VectorFolder.Path}");
        Assert.True(_failures.Count == 0, $"{_failures.Count} differences:\n{string.Join('\n', _failures.Take(MostFailuresShown))}");
    }

    void Compare(string path, PayloadValue expected, PayloadValue actual)
    {
        if (expected.Kind == PayloadKind.Dictionary && actual.Kind == PayloadKind.Dictionary)
            CompareMembers(path, expected.AsDictionary, actual.AsDictionary);
        else if (expected.Kind == PayloadKind.List && actual.Kind == PayloadKind.List)
            CompareItems(path, expected.AsList, actual.AsList);
        else if (IsNumber(expected) && IsNumber(actual))
            CompareNumbers(path, expected, actual);
        else if (expected != actual)
            Fail(path, expected, actual);
    }

    void CompareMembers(string path, PayloadDictionary expected, PayloadDictionary actual)
    {
        var (expectedNames, actualNames) = (Names(expected), Names(actual));
        if (expectedNames != actualNames)
            _failures.Add($"{path}: members {expectedNames} expected, {actualNames} found");
        foreach (var (name, value) in expected)
            if (actual.Contains(name))
                Compare($"{path}.{name}", value, actual[name]);
    }

    static string Names(PayloadDictionary members) => string.Join(' ', members.Select(m => m.Key).Order(StringComparer.Ordinal));

    void CompareItems(string path, IReadOnlyList<PayloadValue> expected, IReadOnlyList<PayloadValue> actual)
    {
        if (expected.Count != actual.Count)
            _failures.Add($"{path}: {expected.Count} items expected, {actual.Count} found");
        for (var i = 0; i < Math.Min(expected.Count, actual.Count); i++)
            Compare($"{path}[{i}]", expected[i], actual[i]);
    }

    void CompareNumbers(string path, PayloadValue expected, PayloadValue actual)
    {
        var (e, a) = (expected.ToDouble()!.Value, actual.ToDouble()!.Value);
        _doubles++;
        if (e.Equals(a))
            return;
        _inexact++;
        var difference = Math.Abs(e - a) / Math.Max(Math.Abs(e), Math.Abs(a));
        if (difference <= Tolerance)
            _worst = Math.Max(_worst, difference);
        else
            Fail(path, expected, actual);
    }

    static bool IsNumber(PayloadValue value) => value.Kind is PayloadKind.Whole or PayloadKind.Real;

    void Fail(string path, PayloadValue expected, PayloadValue actual) =>
        _failures.Add($"{path}: {expected} expected, {actual} found");
}
