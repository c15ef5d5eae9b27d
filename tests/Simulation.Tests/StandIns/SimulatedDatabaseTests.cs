using Kalshi.Grains.Edges;
using Kalshi.Simulation.Storage;

namespace Kalshi.Simulation.Tests.StandIns;

public sealed class SimulatedDatabaseTests
{
    static readonly GrainId Grain = GrainId.Create("edge", "BTC-USD");

    readonly SimulatedDatabase _database = new();

    [Fact]
    public void A_write_with_the_version_it_read_succeeds_and_moves_the_version()
    {
        Assert.True(Write(null, 0.5, out var first));
        Assert.True(Write(first, 0.6, out var second));
        Assert.NotEqual(first, second);
        Assert.Contains("0.6", _database.Find("edge", Grain)!.State.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_write_with_an_older_version_is_refused_and_changes_nothing()
    {
        Write(null, 0.5, out var first);
        Write(first, 0.6, out _);

        Assert.False(Write(first, 0.7, out _));
        Assert.Contains("0.6", _database.Find("edge", Grain)!.State.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_first_write_is_refused()
    {
        Write(null, 0.5, out _);

        Assert.False(Write(null, 0.6, out _));
    }

    [Fact]
    public void Somebody_elses_write_makes_the_known_version_old()
    {
        Write(null, 0.5, out var first);
        _database.Touch("edge", Grain);

        Assert.False(Write(first, 0.6, out _));
    }

    bool Write(string? etag, double sigma, out string? newEtag) =>
        _database.TryWrite("edge", Grain, etag, new EdgeState { LastGoodSigma = sigma }, out newEtag);
}
