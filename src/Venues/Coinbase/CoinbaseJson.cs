using System.Text.Json.Serialization;

namespace Kalshi.Venues;

[JsonSerializable(typeof(IReadOnlyList<string>))]
sealed partial class CoinbaseJson : JsonSerializerContext;
