namespace Kalshi.Grains.Markets;

/// <summary>What a market grain has to know of the deployment.</summary>
/// <param name="ProductId">The underlying whose universe the markets belong to.</param>
public sealed record MarketGrainOptions(string ProductId);
