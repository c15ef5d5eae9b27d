namespace Kalshi.Storage.Tests;

public sealed class SequenceRangesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_sequence_is_new_once_in_whatever_order_they_come(int seed)
    {
        var random = new Random(seed);
        var ranges = new SequenceRanges();
        HashSet<long> met = [];
        for (var i = 0; i < 5000; i++)
        {
            var sequence = random.Next(1, 2000);
            Assert.Equal(met.Add(sequence), ranges.Add(sequence));
        }
    }

    [Fact]
    public void What_follows_each_other_is_one_range()
    {
        var ranges = new SequenceRanges();
        foreach (var sequence in (long[])[7, 9, 1, 2, 8, 3, 5])
            ranges.Add(sequence);

        Assert.Equal(3, ranges.Count);
    }
}
