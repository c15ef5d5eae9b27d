using System.Globalization;

namespace Kalshi.Fuzzing;

/// <summary>Damages a frame the way that lines, bugs and attackers do.</summary>
static class Mutation
{
    /// <summary>Damaged frames of one test: as usual, or as many as FUZZ_FRAMES says.</summary>
    internal static int Count(int usual) =>
        Environment.GetEnvironmentVariable("FUZZ_FRAMES") is { Length: > 0 } asked ? int.Parse(asked, CultureInfo.InvariantCulture) : usual;

    static readonly byte[][] Inserts =
    [
        [.. "null"u8], [.. "-"u8], [.. "99999999999999999999"u8], [.. "\"\\ud800\""u8], [.. "{"u8], [.. "]"u8], [.. "\\u0000"u8], [0xFF, 0xFE], [.. "1e309"u8], [.. ",\"sid\":2"u8],
    ];

    internal static byte[] Of(byte[] frame, byte[][] others, Random random)
    {
        var bytes = frame.ToList();
        for (var times = random.Next(1, 4); times > 0 && bytes.Count > 0; times--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(7))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveAt(at); break;
                case 2: bytes.Insert(at, bytes[at]); break;
                case 3: bytes.RemoveRange(at, bytes.Count - at); break;
                case 4: bytes.InsertRange(at, Inserts[random.Next(Inserts.Length)]); break;
                case 5: bytes.RemoveRange(at, Math.Min(random.Next(20), bytes.Count - at)); break;
                default:
                    var other = others[random.Next(others.Length)];
                    var from = random.Next(other.Length);
                    bytes.InsertRange(at, other[from..Math.Min(other.Length, from + random.Next(60))]);
                    break;
            }
        }
        return [.. bytes];
    }
}
