namespace Kalshi.VenueSimulator;

static class Respond
{
    internal static IResult Json<T>(T body, int status = StatusCodes.Status200OK) => Results.Json(body, WireJson.Options, "application/json", status);
}
