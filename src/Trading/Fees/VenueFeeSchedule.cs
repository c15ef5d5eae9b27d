namespace Kalshi.Trading;

/// <summary>The fee model of a series: <c>coefficient × multiplier × contracts × price × (1 - price)</c>.</summary>
/// <remarks>Coefficient 0.07 for takers; 0.0175 for makers where the series charges them. Source: kalshi.com/docs/kalshi-fee-schedule.pdf,
/// and <c>fee_type</c> and <c>fee_multiplier</c> of the series, which an event may override.</remarks>
public sealed record VenueFeeSchedule
{
    const int MultiplierDecimals = 4;
    const long MultiplierScale = 10_000;
    const long MaxMultiplierSteps = 1_000 * MultiplierScale;
    const long TakerCoefficient = 700;
    const long MakerCoefficient = 175;
    const long CoefficientScale = 10_000;

    // Steps of the exact product in one step of Money: every factor's scale, less Money's own.
    static readonly Int128 ExactPerMoneyStep =
        (Int128)CoefficientScale * MultiplierScale * Quantity.Scale * Price.Scale * Price.Scale / Money.Scale;

    readonly bool _chargesMakers;
    readonly long _multiplierSteps;

    VenueFeeSchedule(bool chargesMakers, long multiplierSteps)
    {
        _chargesMakers = chargesMakers;
        _multiplierSteps = multiplierSteps;
    }

    /// <summary>Takers only, multiplier 1: the venue's general schedule.</summary>
    public static VenueFeeSchedule General { get; } = new(chargesMakers: false, MultiplierScale);

    /// <summary>The same with maker fees.</summary>
    public static VenueFeeSchedule GeneralWithMakerFees { get; } = new(chargesMakers: true, MultiplierScale);

    /// <summary>Reads a series' <c>fee_type</c> and <c>fee_multiplier</c>.</summary>
    /// <param name="multiplier">Decimal text, 0 to 1,000 with at most four decimals.</param>
    /// <exception cref="FormatException">A type other than <c>quadratic</c> and <c>quadratic_with_maker_fees</c> (what
    /// <c>flat</c> costs stands in a table outside the API), or a multiplier that is no number in range.</exception>
    public static VenueFeeSchedule Parse(string feeType, ReadOnlySpan<byte> multiplier, string field)
    {
        var chargesMakers = feeType switch
        {
            "quadratic" => false,
            "quadratic_with_maker_fees" => true,
            _ => throw new FormatException($"{field}: '{Excerpt.Of(feeType)}' is not a fee type with a known formula"),
        };
        var fault = DecimalText.Read(multiplier, MultiplierDecimals, out var steps);
        return fault == DecimalFault.None && steps is >= 0 and <= MaxMultiplierSteps
            ? new(chargesMakers, steps)
            : throw new FormatException($"{field}: '{Excerpt.Of(multiplier)}' is not a fee multiplier from 0 to 1000 with at most {MultiplierDecimals} decimals");
    }

    /// <summary>The fee of one fill before the venue's rounding to the balance: up to the next 1e-4 dollar.</summary>
    /// <exception cref="OverflowException">More than <see cref="Money"/> holds.</exception>
    public Money TradeFee(in VenueFeeFill fill) => Ceiling(ExactFee(fill), Money.FromSteps(1));

    /// <summary>Starts the account of a new order's fees.</summary>
    public VenueFeeAccount Begin(VenueFeeRule rule) => rule switch
    {
        VenueFeeRule.CentPerOrder => new VenueFeePerOrder(this),
        VenueFeeRule.FillToCent => new VenueFeePerFill(this, MicroDollars.Cent),
        VenueFeeRule.FillToCenticent => new VenueFeePerFill(this, MicroDollars.From(Money.FromSteps(1))),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "not a fee rule"),
    };

    /// <summary>The formula's value without any rounding, in steps that only <see cref="Ceiling"/> knows.</summary>
    internal Int128 ExactFee(in VenueFeeFill fill)
    {
        var coefficient = fill.Role == VenueFeeRole.Taker ? TakerCoefficient : _chargesMakers ? MakerCoefficient : 0;
        return (Int128)coefficient * _multiplierSteps * Math.Abs(fill.Bought.Steps) * fill.Price.Steps * fill.Price.Complement.Steps;
    }

    /// <summary>Up to the next multiple of <paramref name="grid"/>.</summary>
    internal static Money Ceiling(Int128 exactFee, Money grid)
    {
        var exactGrid = ExactPerMoneyStep * grid.Steps;
        var steps = (exactFee + exactGrid - 1) / exactGrid * grid.Steps;
        return FixedPoint.FromResult<Money>(checked((long)steps));
    }
}
