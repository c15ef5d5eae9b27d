using System.Text;
using Kalshi.Trading;

namespace Kalshi.Venues;

/// <summary>The markets that the feed watches, found by the bytes on the wire, so that a known ticker costs no allocation.
/// Bounded by what is watched: strangers are never added.</summary>
sealed class MarketTable
{
    readonly Dictionary<byte[], WatchedMarket> _byUtf8 = new(Utf8Comparer.Instance);
    readonly Dictionary<byte[], WatchedMarket>.AlternateLookup<ReadOnlySpan<byte>> _lookup;

    internal MarketTable() => _lookup = _byUtf8.GetAlternateLookup<ReadOnlySpan<byte>>();

    internal IReadOnlyCollection<WatchedMarket> All => _byUtf8.Values;

    internal WatchedMarket? Find(ReadOnlySpan<byte> utf8) => _lookup.TryGetValue(utf8, out var market) ? market : null;

    internal WatchedMarket? Find(MarketTicker ticker) => Find(Encoding.UTF8.GetBytes(ticker.Value));

    internal WatchedMarket Add(MarketTicker ticker)
    {
        var key = Encoding.UTF8.GetBytes(ticker.Value);
        if (!_byUtf8.TryGetValue(key, out var market))
            _byUtf8.Add(key, market = new WatchedMarket(ticker));
        return market;
    }

    internal void Remove(MarketTicker ticker) => _byUtf8.Remove(Encoding.UTF8.GetBytes(ticker.Value));

    sealed class Utf8Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        internal static readonly Utf8Comparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
