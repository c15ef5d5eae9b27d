using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Kalshi.Grains.Events;
using Kalshi.Trading;

namespace Kalshi.Bus.Tests;

/// <summary>Writes docs/events.md from the event types: fields from what is serialised, words from their documentation, identity
/// by changing one field after the other and looking at the key.</summary>
static partial class EventDocumentation
{
    const string Head =
        """
        # Events

        Generated from the types in `src/Grains.Interfaces/Events`; a test says when this file is not what they are.

        An event is one message on JetStream, JSON in UTF-8, exactly these six fields in any order:
        `{"event_type","schema_version","ts_event","source","idempotency_key","payload"}`. A field too many, too few or twice, a value
        out of its range, a key that is not of its type and version: no event. It goes to the dead letters with the reason, when it is
        published and when it is read.

        - `ts_event` is the payload's own time in Unix seconds, never the time at which we received it.
        - `source` is the producer, e.g. `kalshi.ws`, `kalshi.rest`, `coinbase.ws`, `silo`.
        - `idempotency_key` is `{event_type}:v{schema_version}:{24 hex digits of SHA-256}` over the identity: the same for every copy
          of the event. It is the message id (`Nats-Msg-Id`), so that the stream stores it once within its duplicate window, and the
          primary key in PostgreSQL, which stores it once for ever.
        - The subject is the type's plus the event's key with dots as `_`: `market.quote_updates.KXBTC15M-26MAY131130-30`.
        - Dollars and contracts are decimal text with all their decimals, never JSON numbers.
        - A version only adds fields. Older ones are read for ever (`tests/Bus.Tests/Events/Schemas`), only the newest is published.

        A market lifecycle's identity is the seed's: market, status and times. By it alone a market that is active, paused and active
        again within unchanged times would be seen once. Version 2 therefore adds the venue's own time of change, which its catalogue
        gives; where it is missing, the second `active` is still taken for a copy of the first.

        Dead letters are in stream `DEAD_LETTER` on `dlq.` plus where the message came from (`dlq.invalid_event` for what is no event at
        all): the bytes as they were, headers `Error`, `Origin`, and where known `Origin-Stream`, `Origin-Sequence` and `Identity`.
        `dlq.handled.<sequence>` is the mark that one was handled, with who, why and how.

        """;

    internal static string Write()
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n"));
        var words = XDocument.Load(Path.ChangeExtension(typeof(DomainEvent).Assembly.Location, "xml"))
            .Descendants("member").ToDictionary(m => m.Attribute("name")!.Value);
        foreach (var sample in Samples.All)
            WriteType(text, sample, words[$"T:{sample.GetType().FullName}"]);
        return text.ToString();
    }

    static void WriteType(StringBuilder text, DomainEvent sample, XElement words)
    {
        var subject = Subjects.Of(sample);
        text.Append(CultureInfo.InvariantCulture, $"\n## {sample.EventType}, version {EventSchema.VersionOf(sample.EventType)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{Plain(words.Element("summary"))} Stream `{StreamTopology.StreamOf(subject)}`, subject `{subject[..subject.LastIndexOf('.')]}.<key>`.\n\n");
        text.Append("| field | JSON | identity | meaning |\n| --- | --- | --- | --- |\n");
        // With the upstream's own identity where there can be one.
        var identified = sample is QuoteUpdate quote ? quote with { SourceMessageId = "7" } : sample;
        var names = Fields(sample);
        var parameters = sample.GetType().GetConstructors().Single(c => c.GetParameters().Length > 1).GetParameters();
        foreach (var (parameter, name) in parameters.Zip(names))
        {
            var meaning = words.Elements("param").FirstOrDefault(p => p.Attribute("name")!.Value == parameter.Name);
            text.Append(CultureInfo.InvariantCulture, $"| `{name}` | {Json(parameter)} | {(IsIdentity(identified, parameter.Name!) ? "yes" : "")} | {Plain(meaning)} |\n");
        }
        if (IdentityOtherwise(sample) is { } otherwise)
            text.Append(CultureInfo.InvariantCulture, $"\n{otherwise}\n");
    }

    static string? IdentityOtherwise(DomainEvent sample) => sample switch
    {
        QuoteUpdate => "Without `source_message_id` the identity is the whole payload with type, version and source.",
        SpotTick => "Without `sequence_number` the identity is the whole payload with type, version and source.",
        OpportunityDecision => "Without a `side` the identity is the whole payload with type, version and source.",
        _ => null,
    };

    static IEnumerable<string> Fields(DomainEvent payload) => JsonNode.Parse(EventJson.SerializePayload(payload))!.AsObject().Select(f => f.Key);

    static bool IsIdentity(DomainEvent sample, string property)
    {
        var changed = Copy(sample);
        var info = sample.GetType().GetProperty(property)!;
        info.SetValue(changed, Other(info.PropertyType, info.GetValue(sample)));
        return EventIdentity.KeyOf(sample, Samples.Source) != EventIdentity.KeyOf(changed, Samples.Source);
    }

    static DomainEvent Copy(DomainEvent sample) =>
        (DomainEvent)sample.GetType().GetMethod("<Clone>$", BindingFlags.Public | BindingFlags.Instance)!.Invoke(sample, null)!;

    static object Other(Type type, object? value) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(string) => $"{value}x",
        var t when t == typeof(long) => ((long?)value ?? 0) + 1,
        var t when t == typeof(int) => ((int?)value ?? 0) + 1,
        var t when t == typeof(bool) => !((bool?)value ?? false),
        var t when t == typeof(double) => ((double?)value ?? 0) + 1,
        var t when t == typeof(decimal) => ((decimal?)value ?? 0) + 1,
        var t when t == typeof(Side) => (Side?)value == Side.Yes ? Side.No : Side.Yes,
        var t when t == typeof(Price) => Price.Parse("0.0123", "other"),
        var t when t == typeof(Quantity) => Quantity.Parse("12.34", "other"),
        var t when t == typeof(Money) => Money.Parse("12.3456", "other"),
        var t when t == typeof(SpotPrice) => SpotPrice.Parse("1.23", "other"),
        var t when t == typeof(MarketTicker) => MarketTicker.Parse("OTHER-1", "other"),
        var t when t == typeof(IReadOnlyList<PriceLevel>) => Array.Empty<PriceLevel>(),
        var t when t == typeof(IReadOnlyList<MarketPlace>) => Array.Empty<MarketPlace>(),
        var t when t == typeof(IReadOnlyList<Setting>) => Array.Empty<Setting>(),
        var t => throw new InvalidOperationException($"{t}: how is another value of it made?"),
    };

    static string Json(ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        var nullable = type != parameter.ParameterType || new NullabilityInfoContext().Create(parameter).ReadState == NullabilityState.Nullable;
        var name = type switch
        {
            _ when type == typeof(string) || type == typeof(MarketTicker) => "text",
            _ when type == typeof(long) || type == typeof(int) => "whole number",
            _ when type == typeof(bool) => "true, false",
            _ when type == typeof(double) => "number",
            _ when type == typeof(Side) => "`\"yes\"`, `\"no\"`",
            _ when type == typeof(IReadOnlyList<PriceLevel>) => "array of `[price, size]`",
            _ when type == typeof(IReadOnlyList<MarketPlace>) => "array of `[market, sequence]`",
            _ when type == typeof(IReadOnlyList<Setting>) => "array of `[name, value]`",
            _ when type == typeof(Quantity) => "decimal text, contracts",
            _ when type == typeof(decimal) => "decimal text",
            _ => "decimal text, dollars",
        };
        return nullable ? $"{name}, null" : name;
    }

    static string Plain(XElement? words)
    {
        if (words is null)
            return "";
        var text = string.Concat(words.Nodes().Select(n => n switch
        {
            XElement { Name.LocalName: "see" } see => see.Attribute("cref")!.Value.Split('.')[^1],
            XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
            XElement e => e.Value,
            _ => n.ToString(),
        }));
        return Blanks().Replace(text, " ").Trim().Replace("|", "\\|", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\s+")]
    internal static partial Regex Blanks();
}
