namespace Kalshi.Runtime.Benchmarks;

/// <summary>One line a figure: its name, a tab, the figure; bench/runtime.sh puts the flavours side by side.</summary>
static class Table
{
    internal static void Row(string name, double figure) => Console.WriteLine($"{name}\t{figure:N0}");
}
