using BenchmarkDotNet.Attributes;
using Kalshi.Trading;

namespace Kalshi.Book.Benchmarks;

public class UnitBenchmarks
{
    static readonly VenueFeeFill Fill = new(VenueFeeRole.Taker, Price.FromSteps(6_100), Quantity.FromSteps(1_250));

    [Benchmark]
    public Price ParsePrice() => Price.TryParse("0.6100"u8, out var price) ? price : default;

    [Benchmark]
    public Quantity ParseQuantity() => Quantity.TryParse("-12345.67"u8, out var quantity) ? quantity : default;

    [Benchmark]
    public string FormatPrice() => Fill.Price.ToString();

    [Benchmark]
    public Money TradeFee() => VenueFeeSchedule.General.TradeFee(Fill);

    [Benchmark]
    public Price SnapDown() => PriceGrid.TaperedDeciCent.Down(Price.FromSteps(9_055));
}
