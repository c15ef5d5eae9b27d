namespace Kalshi.Client.Api;

/// <summary>Addresses of the operations API.</summary>
static class OperationsPath
{
    /// <param name="query">What has no value is left out.</param>
    internal static string Of(string path, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var parts = new List<string>();
        foreach (var (name, value) in query)
        {
            if (value is not null)
                parts.Add($"{name}={Uri.EscapeDataString(value)}");
        }
        return parts.Count == 0 ? path : $"{path}?{string.Join('&', parts)}";
    }
}
