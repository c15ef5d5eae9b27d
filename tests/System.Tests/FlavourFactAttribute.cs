namespace Kalshi.System.Tests;

/// <summary>Runs where the silo is built in all the flavours that the test is about: Orleans' packages are not in every registry.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class FlavourFactAttribute : FactAttribute
{
    internal const string Embedded = "Embedded";
    internal const string Orleans = "Orleans";

    public FlavourFactAttribute(params string[] flavours)
    {
        var missing = flavours.Where(flavour => Programs.TryPathOf("Silo", "Kalshi.Silo.dll", flavour) is null).ToArray();
        if (missing.Length > 0)
            Skip = $"the silo is not built as {string.Join(" and ", missing)}: dotnet build src/Silo -p:GrainRuntime={missing[0]}";
    }
}
