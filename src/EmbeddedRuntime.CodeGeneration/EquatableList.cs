using System.Collections;

namespace Orleans.CodeGeneration;

/// <summary>Compares by its items, so that the generator runs again only when something has changed.</summary>
readonly struct EquatableList<T>(IEnumerable<T> items) : IReadOnlyList<T>, IEquatable<EquatableList<T>>
{
    readonly T[] _items = [.. items];

    public T this[int index] => _items[index];

    public int Count => _items.Length;

    public bool Equals(EquatableList<T> other) => _items.SequenceEqual(other._items);

    public override bool Equals(object? obj) => obj is EquatableList<T> other && Equals(other);

    public override int GetHashCode() => _items.Aggregate(17, (hash, item) => unchecked(hash * 31 + (item?.GetHashCode() ?? 0)));

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
