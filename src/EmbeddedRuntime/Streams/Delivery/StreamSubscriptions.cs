using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>Who gets the events of a stream.</summary>
/// <param name="IsImplicit">Declared by the grain class, and so without an end.</param>
readonly record struct Subscription(GuidId Id, GrainId Subscriber, bool IsImplicit);

/// <summary>The subscriptions to one provider's streams. Those that grains made live as long as the process; a grain makes
/// them anew when it is activated.</summary>
sealed class StreamSubscriptions(string providerName, GrainManifest manifest)
{
    readonly ConcurrentDictionary<StreamId, ImmutableArray<Subscription>> _explicit = new();
    readonly ConcurrentDictionary<string, GrainClass[]> _implicit = new();

    /// <exception cref="ArgumentException">The stream's key is none of an implicitly subscribed grain class.</exception>
    public IEnumerable<Subscription> Of(StreamId stream) => Implicit(stream).Concat(_explicit.GetValueOrDefault(stream, []));

    public IEnumerable<Subscription> Of(StreamId stream, GrainId subscriber) => Of(stream).Where(subscription => subscription.Subscriber == subscriber);

    /// <summary>The grain's implicit subscription, else a new explicit one.</summary>
    public Subscription Add(StreamId stream, GrainId subscriber)
    {
        if (Implicit(stream).FirstOrDefault(subscription => subscription.Subscriber == subscriber) is { Id: not null } declared)
            return declared;
        // nondeterministic: a subscription's id is only compared; the order of subscribers is that of their subscribing.
        var added = new Subscription(GuidId.GetGuidId(Guid.NewGuid()), subscriber, IsImplicit: false);
        _explicit.AddOrUpdate(stream, [added], (_, others) => others.Add(added));
        return added;
    }

    public void Remove(StreamId stream, GuidId id) =>
        _explicit.AddOrUpdate(stream, [], (_, others) => others.RemoveAll(subscription => subscription.Id == id));

    IEnumerable<Subscription> Implicit(StreamId stream)
    {
        if (stream.GetNamespace() is not { } name)
            return [];
        var classes = _implicit.GetOrAdd(name, name => [.. manifest.Classes.Where(@class => @class.Subscriptions.Any(predicate => predicate.IsMatch(name)))]);
        return classes.Select(@class => new Subscription(Id(@class.GrainType, stream), GrainId.Create(@class.GrainType, Key(@class.Type, stream)), IsImplicit: true));
    }

    static IdSpan Key(Type grainClass, StreamId stream)
    {
        var key = stream.GetKeyAsString();
        if (typeof(IGrainWithGuidKey).IsAssignableFrom(grainClass))
            return Guid.TryParseExact(key, "N", out var guid) ? GrainIdKeyExtensions.CreateGuidKey(guid) : throw Malformed("GUID");
        if (typeof(IGrainWithIntegerKey).IsAssignableFrom(grainClass))
            return long.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer)
                ? GrainIdKeyExtensions.CreateIntegerKey(integer)
                : throw Malformed("integer");
        return IdSpan.Create(key);

        ArgumentException Malformed(string kind) =>
            new($"{grainClass} is subscribed to stream {stream}, whose key is not the {kind} key of such a grain", nameof(stream));
    }

    // The same in every process, so that failure handlers can tell repeated failures of one subscription.
    GuidId Id(GrainType type, StreamId stream)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, type.GetUniformHashCode());
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], stream.GetHashCode());
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], stream.Namespace.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[12..], StableHash.ComputeHash(providerName));
        return GuidId.GetGuidId(new Guid(bytes));
    }
}
