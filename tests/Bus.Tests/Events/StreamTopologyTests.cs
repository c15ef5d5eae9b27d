using Kalshi.Bus.JetStream;
using Kalshi.Servers;

namespace Kalshi.Bus.Tests;

public sealed class StreamTopologyTests
{
    [Fact]
    public async Task Missing_streams_are_created_and_existing_ones_are_left_alone()
    {
        await using var server = await NatsServer.StartAsync();
        await using var connection = await TestBus.ConnectAsync(server.Url);
        var jetStream = new JetStreamClient(connection);
        Assert.Empty(await StreamTopology.ProvisionAsync(jetStream, TestBus.Sizes));
        Assert.Empty(await StreamTopology.ProvisionAsync(jetStream, TestBus.Sizes));
        foreach (var expected in StreamTopology.Streams(TestBus.Sizes))
        {
            var actual = (await jetStream.FindStreamAsync(expected.Name))!.Config;
            Assert.Equal((StorageType.File, RetentionPolicy.Limits, DiscardPolicy.Old), (actual.Storage, actual.Retention, actual.Discard));
            Assert.Equal(TimeSpan.FromSeconds(120), actual.DuplicateWindow);
        }
        Assert.Equal(TimeSpan.FromHours(168), (await jetStream.FindStreamAsync(StreamTopology.MarketEvents))!.Config.MaxAge);
    }

    [Fact]
    public async Task Drift_is_reported_setting_by_setting_and_never_repaired()
    {
        await using var server = await NatsServer.StartAsync();
        await using var connection = await TestBus.ConnectAsync(server.Url);
        var jetStream = new JetStreamClient(connection);
        await jetStream.CreateStreamAsync(new()
        {
            Name = StreamTopology.ExecutionEvents,
            Subjects = ["execution.orders"],
            MaxBytes = TestBus.Sizes.ExecutionMaxBytes,
            MaxAge = TimeSpan.FromHours(1),
            Discard = DiscardPolicy.New,
        });
        for (var run = 0; run < 2; run++)
        {
            var drifts = await StreamTopology.ProvisionAsync(jetStream, TestBus.Sizes);
            Assert.Equal(
                [
                    new(StreamTopology.ExecutionEvents, "subjects", "execution.>", "execution.orders"),
                    new(StreamTopology.ExecutionEvents, "discard", "Old", "New"),
                    new(StreamTopology.ExecutionEvents, "max_age", "7.00:00:00", "01:00:00"),
                ],
                drifts);
        }
    }
}
