using System.Globalization;

namespace Kalshi.VenueSimulator;

/// <summary>Query parameters with the venue's refusals.</summary>
sealed class QueryValues(HttpRequest request, string operation)
{
    /// <summary>Key of the request's items under which a fault keeps the largest page.</summary>
    internal const string PageItem = "largest page";

    readonly IQueryCollection _query = request.Query;

    internal string? Text(string name) => _query[name].ToString() is { Length: > 0 } value ? value : null;

    /// <summary>Comma separated, or repeated, or both.</summary>
    internal IReadOnlyList<string>? List(string name) =>
        _query[name].SelectMany(v => (v ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList()
            is { Count: > 0 } values ? values : null;

    internal bool Flag(string name) => _query[name].ToString() is "true" or "1";

    /// <exception cref="ApiErrorException">Not a whole number.</exception>
    internal long? Number(string name)
    {
        if (Text(name) is not { } text)
            return null;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new ApiErrorException(ApiError.Validation($"Parameter validation failed for {operation}: {name} is not a number"));
    }

    /// <exception cref="ApiErrorException">Absent, or not a whole number.</exception>
    internal long Required(string name) => Number(name)
        ?? throw new ApiErrorException(ApiError.Validation($"Parameter validation failed for {operation}: {name} is required"));

    /// <exception cref="ApiErrorException">Not a number, below 0 or above <paramref name="largest"/>; the venue does not clamp.</exception>
    internal int Limit(int standard, int largest)
    {
        var limit = Number("limit") ?? 0;
        if (limit > largest || limit < 0)
            throw new ApiErrorException(ApiError.Validation(
                $"Parameter validation failed for {operation}: Key: '{operation}Params.Limit' Error:Field validation for 'Limit' failed on the '{(limit < 0 ? "gte" : "lte")}' tag"));
        var page = limit == 0 ? standard : (int)limit;
        return request.HttpContext.Items[PageItem] is int shortened ? Math.Min(page, shortened) : page;
    }
}

/// <summary>A request that the venue refuses.</summary>
sealed class ApiErrorException(ApiError error) : Exception
{
    internal ApiError Error { get; } = error;
}
