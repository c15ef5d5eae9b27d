namespace Kalshi.Trading;

/// <summary>The two outcomes of a binary contract.</summary>
public enum Side
{
    Yes,
    No,
}

public static class Sides
{
    extension(Side side)
    {
        public Side Opposite => side == Side.Yes ? Side.No : Side.Yes;
    }
}
