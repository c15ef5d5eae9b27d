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
    public void Every_published_event_is_a_row_and_of_those_in_doubt_some_may_be(long published, long inDoubt, long rows, bool balances) =>
        Assert.Equal(balances, Run(published, inDoubt, rows).RowsBalance);

    [Fact]
    public void What_was_taken_without_an_answer_is_said() =>
        Assert.Contains("unique events published 100 + taken without an answer 4  ✓", Run(100, 7, 104).Lines().Last(), StringComparison.Ordinal);

    static Balance Run(long published, long inDoubt, long rows) => new(
        [], published, inDoubt, Inserted: rows, AlreadyStored: 0, WriterDeadLetters: 0, BacklogBefore: 0, Drained: true, IsShared: false);
}
