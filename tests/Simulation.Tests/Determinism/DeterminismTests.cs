namespace Kalshi.Simulation.Tests.Determinism;

public sealed class DeterminismTests
{
    public static TheoryData<string> Projects =>
    [
        "Trading", "Grains.Interfaces", "Grains", "EmbeddedRuntime", "Bus", "Storage", "Venues", "Simulation",
    ];

    [Theory]
    [MemberData(nameof(Projects))]
    public void The_course_of_a_project_follows_from_its_inputs_alone(string project)
    {
        var compilation = SourceProject.Load(project);

        Assert.NotEmpty(compilation.SyntaxTrees);
        var found = DeterminismCheck.Find(compilation);
        Assert.True(found.Count == 0, string.Join(Environment.NewLine, found));
    }

    [Theory]
    [InlineData("var x = DateTime.UtcNow;", "DateTime.UtcNow")]
    [InlineData("var x = DateTimeOffset.Now;", "DateTimeOffset.Now")]
    [InlineData("var x = TimeProvider.System;", "TimeProvider.System")]
    [InlineData("var x = Environment.TickCount64;", "TickCount64")]
    [InlineData("var x = System.Diagnostics.Stopwatch.StartNew();", "Stopwatch")]
    [InlineData("Thread.Sleep(1);", "Thread.Sleep")]
    [InlineData("var x = Task.Delay(1);", "Task.Delay")]
    [InlineData("var x = new PeriodicTimer(TimeSpan.FromSeconds(1));", "PeriodicTimer")]
    [InlineData("var x = new CancellationTokenSource(TimeSpan.FromSeconds(1));", "CancellationTokenSource")]
    [InlineData("Task t = Task.CompletedTask; var x = t.WaitAsync(TimeSpan.FromSeconds(1));", "WaitAsync")]
    [InlineData("var x = new Random();", "new Random()")]
    [InlineData("Random x = new();", "new Random()")]
    [InlineData("var x = Random.Shared.Next();", "Random.Shared")]
    [InlineData("var x = Guid.NewGuid();", "Guid.NewGuid")]
    [InlineData("var d = new System.Collections.Concurrent.ConcurrentDictionary<string, int>(); foreach (var e in d) { }", "hash codes")]
    [InlineData("var d = new System.Collections.Concurrent.ConcurrentDictionary<string, int>(); var x = d.Select(e => e.Key).ToArray();", "hash codes")]
    [InlineData("var d = System.Collections.Immutable.ImmutableHashSet<string>.Empty; string[] x = [.. d];", "hash codes")]
    public void A_banned_use_is_found(string statement, string what)
    {
        var found = Assert.Single(Check(statement).DistinctBy(f => f.Line));

        Assert.Contains(what, found.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TimeProvider time = null!; var x = Task.Delay(TimeSpan.FromSeconds(1), time);")]
    [InlineData("TimeProvider time = null!; var x = new PeriodicTimer(TimeSpan.FromSeconds(1), time);")]
    [InlineData("var x = new CancellationTokenSource();")]
    [InlineData("var x = new Random(7);")]
    [InlineData("var DateTime = 1; var x = DateTime + 1; // UtcNow, Guid.NewGuid: names in words are no uses")]
    [InlineData("var d = new System.Collections.Concurrent.ConcurrentDictionary<string, int>(); var x = d.OrderBy(e => e.Key).ToArray();")]
    [InlineData("var d = new System.Collections.Concurrent.ConcurrentDictionary<string, int>(); var x = d.Select(e => e.Key).Order().ToArray();")]
    [InlineData("var d = new Dictionary<string, int>(); foreach (var e in d) { }")]
    public void What_follows_from_its_inputs_is_left_alone(string statement) => Assert.Empty(Check(statement));

    [Fact]
    public void An_escape_with_a_reason_counts() =>
        Assert.Empty(Check("// nondeterministic: only a name in a log line\n var x = Guid.NewGuid();"));

    [Fact]
    public void An_escape_without_a_reason_does_not_count() =>
        Assert.NotEmpty(Check("// nondeterministic:\n var x = Guid.NewGuid();"));

    [Fact]
    public void An_escape_reaches_no_further_than_its_line() =>
        Assert.NotEmpty(Check("// nondeterministic: only a name in a log line\n var y = 1;\n var x = Guid.NewGuid();"));

    static IReadOnlyList<BannedUse> Check(string statement) =>
        DeterminismCheck.Find(SourceProject.Of($"class Sample {{ void Run() {{\n {statement}\n }} }}"));
}
