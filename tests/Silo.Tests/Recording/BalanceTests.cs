using Kalshi.Silo.Recording;

namespace Kalshi.Silo.Tests.Recording;

/// <summary>Rows against events at the end of a run.</summary>
public sealed class BalanceTests
{
    [Theory]
    [InlineData(100, 0, 100, true)]
    [InlineData(100, 0, 99, false)]
    [InlineData(100, 0, 101, false)]
    [InlineData(100, 7, 100, true)]
    [InlineData(100, 7, 104, true)]
    [InlineData(100, 7, 107, true)]
    [InlineData(100, 7, 108, false)]
    [InlineData(100, 7, 99, false)]
    public void Every_published_event_is_a_row_and_of_those_given_up_some_may_be(long published, long unpublished, long rows, bool balances) =>
        Assert.Equal(balances, Run(published, unpublished, rows).RowsBalance);

    [Fact]
    public void What_was_given_up_and_taken_all_the_same_is_said() =>
        Assert.Contains("unique events published 100 + given up, taken all the same 4  ✓", Run(100, 7, 104).Lines().Last(), StringComparison.Ordinal);

    static Balance Run(long published, long unpublished, long rows) => new(
        [], published, unpublished, Inserted: rows, AlreadyStored: 0, WriterDeadLetters: 0, BacklogBefore: 0, Drained: true, IsShared: false);
}
