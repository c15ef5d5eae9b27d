namespace Kalshi.Venues;

/// <summary>What calls cost, tokens.</summary>
/// <param name="Default">Price of everything that is not listed.</param>
/// <param name="Listed">Prices by method and the venue's route, e.g. DELETE and <c>/trade-api/v2/portfolio/events/orders/:order_id</c>.</param>
public sealed record EndpointCosts(double Default, IReadOnlyList<EndpointCost> Listed);

public sealed record EndpointCost(string Method, string Route, double Tokens);
