using System.Text.Json;
using Kalshi.Bus.JetStream;

namespace Kalshi.Bus.Tests;

public sealed class ConsumerListTests
{
    [Theory]
    [InlineData("""{"total":2,"consumers":[null,{"stream_name":"S","name":"there","config":{}}]}""", "there")]
    [InlineData("""{"total":1,"consumers":[null]}""", null)]
    [InlineData("""{"total":0,"consumers":null}""", null)]
    public void A_consumer_that_is_deleted_while_the_server_lists_is_not_there(string answer, string? name)
    {
        var list = JsonSerializer.Deserialize(answer, JetStreamJson.Default.ConsumerList)!;

        Assert.Equal(name is null ? [] : [name], list.There.Select(consumer => consumer.Name));
    }
}
