using System.Text.Json;
using System.Text.Json.Serialization;
using Kalshi.Grains.Serialization;
using Orleans.Storage;

namespace Kalshi.Grains.State;

/// <summary>Grain state as JSON, the same bytes under both hosts, so that a deployment can move between them.</summary>
public sealed class JsonGrainStateSerializer : IGrainStorageSerializer
{
    static readonly JsonSerializerOptions Options = CreateOptions();

    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, Options));

    public T Deserialize<T>(BinaryData input) =>
        JsonSerializer.Deserialize<T>(input.ToMemory().Span, Options)
        ?? throw new JsonException($"stored state of {typeof(T).Name} is null");

    static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
        options.Converters.Add(new JsonStringEnumConverter());
        foreach (var converter in UnitConverters.All)
            options.Converters.Add(converter);
        return options;
    }
}
