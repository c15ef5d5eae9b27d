using System.Diagnostics.Metrics;

namespace Orleans.Runtime;

/// <summary>Activations by grain class, on the meter and by the names that Orleans has for them.</summary>
static class GrainInstruments
{
    static readonly Meter Meter = new("Microsoft.Orleans");
    static readonly UpDownCounter<int> Grains = Meter.CreateUpDownCounter<int>("orleans-grains");

    public static void Began(Type grainClass) => Grains.Add(1, Tag(grainClass));

    public static void Ended(Type grainClass) => Grains.Add(-1, Tag(grainClass));

    static KeyValuePair<string, object?> Tag(Type grainClass) => new("type", grainClass.FullName);
}
