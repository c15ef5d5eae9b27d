namespace Kalshi.Trading.Probability;

/// <summary>The models by the names that options use.</summary>
public static class ProbabilityModels
{
    static readonly IProbabilityModel[] All = [TerminalPriceModel.Instance, new AverageSettlementModel()];

    /// <exception cref="ArgumentException">No model has that name; the message lists those there are.</exception>
    public static IProbabilityModel Named(string name) =>
        All.FirstOrDefault(model => model.Name == name)
        ?? throw new ArgumentException($"'{name}' is no probability model; there are {string.Join(", ", All.Select(m => m.Name))}", nameof(name));
}
