namespace Kalshi.Trading.Probability;

/// <summary>The error function erf(x) = 2/√π ∫₀ˣ exp(−t²) dt, which .NET does not have.</summary>
/// <remarks>Rational approximations on four intervals, with the coefficients of Sun's fdlibm (s_erf.c, 1993); sums are paired the way
/// today's C libraries pair them, so that results agree with theirs to the bit wherever <see cref="Math.Exp"/> does.</remarks>
public static class ErrorFunction
{
    const double SmallBound = 0.84375;
    const double MiddleBound = 1.25;
    const double LargeBound = 1.0 / 0.35;
    const double SaturationBound = 6.0;

    /// <summary>Below 2^-28 the cubic term is lost: erf(x) = 2x/√π.</summary>
    const double LinearBound = 3.7252902984619140625e-9;

    /// <summary>2^-1015.</summary>
    const double TinyBound = 2.848094538889218e-306;

    /// <summary>2/√π − 1.</summary>
    const double TwoOverRootPiLessOne = 1.28379167095512586316e-01;

    /// <summary>erf(1) to 24 bits; the middle interval adds a correction to it.</summary>
    const double ErfOfOne = 8.45062911510467529297e-01;

    /// <returns>−1 to 1; NaN for NaN.</returns>
    public static double Erf(double x)
    {
        if (double.IsNaN(x))
            return x;
        var magnitude = Math.Abs(x);
        if (magnitude < SmallBound)
            return magnitude < LinearBound ? Linear(x) : x + x * SmallRatio(x * x);
        var positive = magnitude < MiddleBound ? ErfOfOne + MiddleRatio(magnitude - 1.0)
            : magnitude >= SaturationBound ? 1.0
            : 1.0 - Tail(magnitude) / magnitude;
        return x < 0.0 ? -positive : positive;
    }

    static double Linear(double x) =>
        // Scaled up so that a subnormal product keeps its bits.
        Math.Abs(x) < TinyBound ? 0.0625 * (16.0 * x + 16.0 * TwoOverRootPiLessOne * x) : x + TwoOverRootPiLessOne * x;

    static double SmallRatio(double z)
    {
        const double p0 = 1.28379167095512558561e-01, p1 = -3.25042107247001499370e-01, p2 = -2.84817495755985104766e-02,
            p3 = -5.77027029648944159157e-03, p4 = -2.37630166566501626084e-05;
        const double q1 = 3.97917223959155352819e-01, q2 = 6.50222499887672944485e-02, q3 = 5.08130628187576562776e-03,
            q4 = 1.32494738004321644526e-04, q5 = -3.96022827877536812320e-06;
        var z2 = z * z;
        var z4 = z2 * z2;
        var numerator = p0 + z * p1 + z2 * (p2 + z * p3) + z4 * p4;
        var denominator = 1.0 + z * q1 + z2 * (q2 + z * q3) + z4 * (q4 + z * q5);
        return numerator / denominator;
    }

    static double MiddleRatio(double s)
    {
        const double p0 = -2.36211856075265944077e-03, p1 = 4.14856118683748331666e-01, p2 = -3.72207876035701323847e-01,
            p3 = 3.18346619901161753674e-01, p4 = -1.10894694282396677476e-01, p5 = 3.54783043256182359371e-02,
            p6 = -2.16637559486879084300e-03;
        const double q1 = 1.06420880400844228286e-01, q2 = 5.40397917702171048937e-01, q3 = 7.18286544141962662868e-02,
            q4 = 1.26171219808761642112e-01, q5 = 1.36370839120290507362e-02, q6 = 1.19844998467991074170e-02;
        var s2 = s * s;
        var s4 = s2 * s2;
        var s6 = s4 * s2;
        var numerator = p0 + s * p1 + s2 * (p2 + s * p3) + s4 * (p4 + s * p5) + s6 * p6;
        var denominator = 1.0 + s * q1 + s2 * (q2 + s * q3) + s4 * (q4 + s * q5) + s6 * q6;
        return numerator / denominator;
    }

    /// <summary>x · erfc(x) for x ≥ 1.25.</summary>
    static double Tail(double x)
    {
        var s = 1.0 / (x * x);
        var ratio = x < LargeBound ? LargeRatio(s) : FarRatio(s);
        // The upper half of x squares without rounding, which keeps the exponential exact where it is large.
        var upper = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(x) & unchecked((long)0xFFFFFFFF00000000));
        return Math.Exp(-upper * upper - 0.5625) * Math.Exp((upper - x) * (upper + x) + ratio);
    }

    static double LargeRatio(double s)
    {
        const double p0 = -9.86494403484714822705e-03, p1 = -6.93858572707181764372e-01, p2 = -1.05586262253232909814e+01,
            p3 = -6.23753324503260060396e+01, p4 = -1.62396669462573470355e+02, p5 = -1.84605092906711035994e+02,
            p6 = -8.12874355063065934246e+01, p7 = -9.81432934416914548592e+00;
        const double q1 = 1.96512716674392571292e+01, q2 = 1.37657754143519042600e+02, q3 = 4.34565877475229228821e+02,
            q4 = 6.45387271733267880336e+02, q5 = 4.29008140027567833386e+02, q6 = 1.08635005541779435134e+02,
            q7 = 6.57024977031928170135e+00, q8 = -6.04244152148580987438e-02;
        var s2 = s * s;
        var s4 = s2 * s2;
        var s6 = s4 * s2;
        var s8 = s4 * s4;
        var numerator = p0 + s * p1 + s2 * (p2 + s * p3) + s4 * (p4 + s * p5) + s6 * (p6 + s * p7);
        var denominator = 1.0 + s * q1 + s2 * (q2 + s * q3) + s4 * (q4 + s * q5) + s6 * (q6 + s * q7) + s8 * q8;
        return numerator / denominator;
    }

    static double FarRatio(double s)
    {
        const double p0 = -9.86494292470009928597e-03, p1 = -7.99283237680523006574e-01, p2 = -1.77579549177547519889e+01,
            p3 = -1.60636384855821916062e+02, p4 = -6.37566443368389627722e+02, p5 = -1.02509513161107724954e+03,
            p6 = -4.83519191608651397019e+02;
        const double q1 = 3.03380607434824582924e+01, q2 = 3.25792512996573918826e+02, q3 = 1.53672958608443695994e+03,
            q4 = 3.19985821950859553908e+03, q5 = 2.55305040643316442583e+03, q6 = 4.74528541206955367215e+02,
            q7 = -2.24409524465858183362e+01;
        var s2 = s * s;
        var s4 = s2 * s2;
        var s6 = s4 * s2;
        var numerator = p0 + s * p1 + s2 * (p2 + s * p3) + s4 * (p4 + s * p5) + s6 * p6;
        var denominator = 1.0 + s * q1 + s2 * (q2 + s * q3) + s4 * (q4 + s * q5) + s6 * (q6 + s * q7);
        return numerator / denominator;
    }
}
