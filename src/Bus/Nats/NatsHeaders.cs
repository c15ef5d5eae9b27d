using System.Globalization;
using System.Text;

namespace Kalshi.Bus.Nats;

/// <summary>A message's headers as they are on the wire, read on demand.</summary>
/// <remarks>Also carries the status that servers put into the version line: <c>NATS/1.0 404 No Messages</c>.</remarks>
public readonly struct NatsHeaders
{
    static ReadOnlySpan<byte> Version => "NATS/1.0"u8;

    readonly ReadOnlyMemory<byte> _block;

    internal NatsHeaders(ReadOnlyMemory<byte> block) => _block = block;

    public static NatsHeaders None => default;

    public bool IsEmpty => _block.IsEmpty;

    internal ReadOnlySpan<byte> Block => _block.Span;

    /// <summary>Builds a header block.</summary>
    /// <exception cref="ArgumentException">A name or value that would break out of its line.</exception>
    public static NatsHeaders Of(params ReadOnlySpan<(string Name, string Value)> headers)
    {
        var length = Version.Length + 4;
        foreach (var (name, value) in headers)
        {
            if (name.Length == 0 || name.AsSpan().ContainsAny(" :\r\n"))
                throw new ArgumentException($"'{name}' is no header name");
            if (value.AsSpan().ContainsAny('\r', '\n'))
                throw new ArgumentException($"the value of header {name} has a line break");
            length += name.Length + Encoding.UTF8.GetByteCount(value) + 4;
        }

        var block = new byte[length];
        var rest = Append(block, Version);
        rest = Append(rest, "\r\n"u8);
        foreach (var (name, value) in headers)
        {
            rest = rest[Encoding.ASCII.GetBytes(name, rest)..];
            rest = Append(rest, ": "u8);
            rest = rest[Encoding.UTF8.GetBytes(value, rest)..];
            rest = Append(rest, "\r\n"u8);
        }
        Append(rest, "\r\n"u8);
        return new(block);
    }

    /// <summary>The first value of a header; names are matched without regard to case.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var (key, value) in Lines())
            {
                if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                    return value;
            }
            return null;
        }
    }

    /// <summary>Status code and text of the version line; 0 when the message carries none.</summary>
    public (int Code, string Text) Status
    {
        get
        {
            var line = FirstLine();
            if (line.Length <= Version.Length + 1)
                return (0, "");
            line = line[(Version.Length + 1)..];
            return line.Length >= 3 && int.TryParse(line[..3], NumberStyles.None, CultureInfo.InvariantCulture, out var code)
                ? (code, Encoding.UTF8.GetString(line[3..]).Trim())
                : (0, "");
        }
    }

    public IReadOnlyList<(string Name, string Value)> Lines()
    {
        var list = new List<(string, string)>();
        var block = _block.Span;
        var rest = block[Math.Min(block.Length, FirstLine().Length + 2)..];
        while (rest.IndexOf("\r\n"u8) is > 0 and var end)
        {
            var colon = rest[..end].IndexOf((byte)':');
            if (colon > 0)
                list.Add((Encoding.UTF8.GetString(rest[..colon]), Encoding.UTF8.GetString(rest[(colon + 1)..end]).Trim()));
            rest = rest[(end + 2)..];
        }
        return list;
    }

    ReadOnlySpan<byte> FirstLine()
    {
        var block = _block.Span;
        var end = block.IndexOf("\r\n"u8);
        return end < 0 ? block : block[..end];
    }

    static Span<byte> Append(Span<byte> into, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(into);
        return into[bytes.Length..];
    }
}
