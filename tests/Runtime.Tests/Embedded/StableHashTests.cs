using System.Buffers.Binary;
using System.Text;

namespace Kalshi.Runtime.Tests;

public sealed class StableHashTests
{
    [Theory]
    [InlineData("", 0x02CC5D05u)]
    [InlineData("abc", 0x32D153FFu)]
    [InlineData("Nobody inspects the spammish repetition", 0xE2293B2Fu)]
    public void The_published_vectors_of_xxHash32_hold(string text, uint hash) =>
        Assert.Equal(hash, BinaryPrimitives.ReverseEndianness(StableHash.ComputeHash(Encoding.ASCII.GetBytes(text))));

    /// <summary>Read from the rows that Orleans has written.</summary>
    [Theory]
    [InlineData("edge", -463974533)]
    [InlineData("gate", -1204348950)]
    [InlineData("DSU-CTB", 423992684)]
    [InlineData("labolg", 1079485805)]
    public void The_hash_is_the_one_in_Orleans_tables(string text, int hash) =>
        Assert.Equal(hash, unchecked((int)StableHash.ComputeHash(Encoding.ASCII.GetBytes(text))));
}
