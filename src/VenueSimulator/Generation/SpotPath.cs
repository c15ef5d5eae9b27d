namespace Kalshi.VenueSimulator;

/// <summary>A bitcoin price: geometric Brownian motion without drift, with rare jumps.</summary>
sealed class SpotPath(Random random, double start)
{
    /// <summary>Annual volatility, as a fraction.</summary>
    internal const double Sigma = 0.55;

    internal const double SecondsPerYear = 365.25 * 86_400;

    const double JumpsPerSecond = 2.0 / 3_600;

    /// <summary>Standard deviation of a jump's log return.</summary>
    const double JumpSigma = 0.0015;

    double _logPrice = Math.Log(start);

    internal double Price => Math.Exp(_logPrice);

    /// <summary>Dollars to the cent, as the spot venue quotes.</summary>
    internal decimal Quote => Math.Round((decimal)Price, 2);

    internal void Move(TimeSpan elapsed)
    {
        var years = elapsed.TotalSeconds / SecondsPerYear;
        _logPrice += -Sigma * Sigma / 2 * years + Sigma * Math.Sqrt(years) * random.NextGaussian();
        if (random.NextDouble() < JumpsPerSecond * elapsed.TotalSeconds)
            _logPrice += JumpSigma * random.NextGaussian();
    }
}

static class RandomDraws
{
    /// <summary>A draw from the standard normal distribution (Box and Muller, 1958).</summary>
    internal static double NextGaussian(this Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>A waiting time of a Poisson process.</summary>
    internal static TimeSpan NextWait(this Random random, double perSecond) =>
        TimeSpan.FromSeconds(-Math.Log(1 - random.NextDouble()) / perSecond);

    /// <summary>A version 4 UUID from the seed, so that the same seed names the same things.</summary>
    internal static Guid NextGuid(this Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x40);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new(bytes, bigEndian: true);
    }
}
