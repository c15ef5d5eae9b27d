using Kalshi.Bus.JetStream;
using Kalshi.Bus.Nats;

namespace Kalshi.Bus.Tests;

/// <summary>Bounds that have to fit together.</summary>
public sealed class SilentLineTests
{
    [Fact]
    public void A_line_that_has_silently_died_is_replaced_before_what_waits_for_it_is_given_up()
    {
        var nats = new NatsOptions();
        // The last ping before the silence was answered, the first attempt to connect met the same silence.
        var replaced = (nats.PingInterval * (nats.PingsOutstandingMax + 1)) + nats.ConnectTimeout + nats.ReconnectDelayMax;
        Assert.True(replaced < new StreamPublisherOptions().Deadline, $"replaced after up to {replaced}");
    }
}
