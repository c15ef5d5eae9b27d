using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Kalshi.VenueSimulator;

/// <summary>Cursor paging over a list that only grows at its end: a cursor is the place after the last item given.</summary>
static class Paging
{
    const string Prefix = "after:";

    /// <summary>One page and the cursor of the next, which is empty on the last page.</summary>
    /// <remarks>A cursor that is not ours starts over, as the venue does.</remarks>
    internal static (IReadOnlyList<T> Page, string Cursor) Take<T>(IReadOnlyList<T> all, Func<T, bool> wanted, int limit, string? cursor)
    {
        var page = new List<T>();
        for (var i = Decode(cursor); i < all.Count; i++)
        {
            if (!wanted(all[i]))
                continue;
            if (page.Count == limit)
                return (page, Encode(i));
            page.Add(all[i]);
        }
        return (page, "");
    }

    /// <summary>As <see cref="Take"/> for a list whose newest items come first: a cursor is the number of the last item
    /// given, since places would move as items come.</summary>
    /// <param name="all">Items by rising number, oldest first.</param>
    internal static (IReadOnlyList<T> Page, string Cursor) TakeNewestFirst<T>(
        IReadOnlyList<T> all, Func<T, long> number, Func<T, bool> wanted, int limit, string? cursor)
    {
        var before = Decode(cursor) is > 0 and var given ? given : int.MaxValue;
        var page = new List<T>();
        for (var i = all.Count - 1; i >= 0; i--)
        {
            if (number(all[i]) >= before || !wanted(all[i]))
                continue;
            if (page.Count == limit)
                return (page, Encode((int)number(page[^1])));
            page.Add(all[i]);
        }
        return (page, "");
    }

    static string Encode(int position) =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(Prefix + position.ToString(CultureInfo.InvariantCulture)));

    static int Decode(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor) || !Base64Url.IsValid(cursor))
            return 0;
        var text = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor));
        return text.StartsWith(Prefix, StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? position
            : 0;
    }
}
