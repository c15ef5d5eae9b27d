using System.Collections;

namespace Kalshi.Trading.Identity;

/// <summary>Named values in the order they were added; a name added again keeps its place and takes the new value.</summary>
public sealed class PayloadDictionary : IReadOnlyCollection<KeyValuePair<string, PayloadValue>>, IEquatable<PayloadDictionary>
{
    // Payloads have a dozen or two members: a walk beats a hash table. Strangers may send more.
    const int LongestWalk = 32;

    readonly List<KeyValuePair<string, PayloadValue>> _members = [];
    Dictionary<string, int>? _index;

    public int Count => _members.Count;

    /// <summary>The value of <paramref name="name"/>; <see cref="PayloadValue.Null"/> when absent.</summary>
    public PayloadValue this[string name]
    {
        get => IndexOf(name) is >= 0 and var at ? _members[at].Value : default;
        set => Add(name, value);
    }

    public bool Contains(string name) => IndexOf(name) >= 0;

    public void Add(string name, PayloadValue value)
    {
        var member = KeyValuePair.Create(name, value);
        if (IndexOf(name) is >= 0 and var at)
        {
            _members[at] = member;
            return;
        }
        _index?.Add(name, _members.Count);
        _members.Add(member);
        if (_members.Count > LongestWalk)
            _index ??= Enumerable.Range(0, _members.Count).ToDictionary(i => _members[i].Key);
    }

    int IndexOf(string name)
    {
        if (_index is not null)
            return _index.TryGetValue(name, out var at) ? at : -1;
        for (var i = 0; i < _members.Count; i++)
            if (_members[i].Key == name)
                return i;
        return -1;
    }

    /// <summary>The members by name, in ordinal order.</summary>
    internal KeyValuePair<string, PayloadValue>[] Sorted()
    {
        var sorted = _members.ToArray();
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return sorted;
    }

    /// <summary>Same names with same values, in whatever order.</summary>
    public bool Equals(PayloadDictionary? other) => other is not null && Sorted().AsSpan().SequenceEqual(other.Sorted());

    public override bool Equals(object? obj) => Equals(obj as PayloadDictionary);

    public override int GetHashCode() => _members.Count;

    public IEnumerator<KeyValuePair<string, PayloadValue>> GetEnumerator() => _members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
