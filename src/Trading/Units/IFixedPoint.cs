namespace Kalshi.Trading;

/// <summary>A decimal on a grid of 10^-<see cref="Decimals"/>, held as a whole number of grid steps.</summary>
interface IFixedPoint<TSelf>
    where TSelf : struct, IFixedPoint<TSelf>
{
    static abstract int Decimals { get; }

    /// <summary>Lowest and highest value that the unit has, in steps.</summary>
    static abstract (long Min, long Max) Range { get; }

    /// <summary>Takes <paramref name="steps"/> as they are; the caller has checked the range.</summary>
    static abstract TSelf Create(long steps);

    long Steps { get; }
}
