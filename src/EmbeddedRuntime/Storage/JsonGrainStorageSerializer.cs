using System.Text.Json;

namespace Orleans.Storage;

/// <summary>The serializer of states where the program registers none.</summary>
sealed class JsonGrainStorageSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input));

    public T? Deserialize<T>(BinaryData input) => input.ToMemory().IsEmpty ? default : JsonSerializer.Deserialize<T>(input);
}
