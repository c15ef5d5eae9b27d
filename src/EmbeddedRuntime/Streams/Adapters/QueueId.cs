namespace Orleans.Streams;

[Immutable]
public readonly struct QueueId : IEquatable<QueueId>, IComparable<QueueId>
{
    readonly string? _prefix;
    readonly uint _id;
    readonly uint _hash;

    QueueId(string prefix, uint id, uint hash) => (_prefix, _id, _hash) = (prefix, id, hash);

    public static QueueId GetQueueId(string queueName, uint queueId, uint hash)
    {
        ArgumentNullException.ThrowIfNull(queueName);
        return new(queueName, queueId, hash);
    }

    public bool IsDefault => _prefix is null;

    public string GetStringNamePrefix() => _prefix!;

    public uint GetNumericId() => _id;

    public uint GetUniformHashCode() => _hash;

    public int CompareTo(QueueId other)
    {
        var order = _id.CompareTo(other._id);
        if (order == 0)
            order = string.CompareOrdinal(_prefix, other._prefix);
        return order == 0 ? _hash.CompareTo(other._hash) : order;
    }

    public bool Equals(QueueId other) => _id == other._id && _hash == other._hash && _prefix == other._prefix;

    public override bool Equals(object? obj) => obj is QueueId other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_id, _hash, _prefix);

    public override string ToString() => $"{_prefix?.ToLowerInvariant()}-{_id}";

    public static bool operator ==(QueueId left, QueueId right) => left.Equals(right);
    public static bool operator !=(QueueId left, QueueId right) => !left.Equals(right);
    public static bool operator <(QueueId left, QueueId right) => left.CompareTo(right) < 0;
    public static bool operator >(QueueId left, QueueId right) => left.CompareTo(right) > 0;
    public static bool operator <=(QueueId left, QueueId right) => left.CompareTo(right) <= 0;
    public static bool operator >=(QueueId left, QueueId right) => left.CompareTo(right) >= 0;
}
