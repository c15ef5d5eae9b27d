using System.Text;

namespace Kalshi.Runtime.Tests;

public sealed class StableHashTests
{
    [Theory]
    [InlineData("", 0x02CC5D05u)]
    [InlineData("abc", 0x32D153FFu)]
    [InlineData("Nobody inspects the spammish repetition", 0xE2293B2Fu)]
    public void The_published_vectors_of_xxHash32_hold(string text, uint hash) =>
        Assert.Equal(hash, StableHash.ComputeHash(Encoding.ASCII.GetBytes(text)));
}
