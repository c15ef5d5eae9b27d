namespace Kalshi.System.Tests;

static class SettingsOver
{
    /// <summary>The same settings with these in their place.</summary>
    internal static Dictionary<string, string> With(this Dictionary<string, string> settings, Dictionary<string, string> others)
    {
        foreach (var (name, value) in others)
            settings[name] = value;
        return settings;
    }
}
