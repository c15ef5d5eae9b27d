namespace Kalshi.Grains;

/// <summary>Keeps the edge grain of its product running; the key is the product id.</summary>
public interface IEdgeWakerGrain : IGrainWithStringKey
{
    /// <summary>Starts the edges if they are not running, and sees to it that a reminder does so from now on.</summary>
    Task EnsureRunningAsync();
}
