namespace Kalshi.Trading;

/// <summary>The two outcomes of a binary contract.</summary>
public enum Side
{
    Yes,
    No,
}
