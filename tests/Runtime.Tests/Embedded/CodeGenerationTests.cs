using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace Kalshi.Runtime.Tests;

public sealed class CodeGenerationTests
{
    [Fact]
    public async Task Interfaces_of_every_shape_can_be_called()
    {
        var assembly = GrainCompiler.Assembly("""
            namespace Deep.Down;

            public interface IBase : IGrainWithStringKey { Task<string> Inherited(string? text = null); }

            public static class Outer
            {
                public interface IInner : IBase
                {
                    Task<IReadOnlyList<int>> Same(IReadOnlyList<int> numbers, CancellationToken token);
                    ValueTask<(int Sum, string? Text)> Same(int first, int second);
                    Task Keyword(int @class, int? @event);
                    void Fire();
                }
            }

            public sealed class InnerGrain : Grain, Outer.IInner
            {
                public Task<string> Inherited(string? text) => Task.FromResult(text ?? "nothing");
                public Task<IReadOnlyList<int>> Same(IReadOnlyList<int> numbers, CancellationToken token) => Task.FromResult(numbers);
                public ValueTask<(int Sum, string? Text)> Same(int first, int second) => new((first + second, null));
                public Task Keyword(int @class, int? @event) => Task.CompletedTask;
                public void Fire() { }
            }

            public static class Scenario
            {
                public static async Task<string> Run(IGrainFactory grains)
                {
                    var grain = grains.GetGrain<Outer.IInner>("a");
                    grain.Fire();
                    await grain.Keyword(1, null);
                    var numbers = await grain.Same(new[] { 1, 2 }, CancellationToken.None);
                    return await grain.Inherited() + numbers.Count + (await grain.Same(3, 4)).Sum;
                }
            }
            """);
        var scenario = assembly.GetType("Deep.Down.Scenario")!.GetMethod("Run")!.CreateDelegate<Func<IGrainFactory, Task<string>>>();
        await using var services = new ServiceCollection().AddEmbeddedGrains(options => options.Assemblies.Add(assembly)).BuildServiceProvider();

        Assert.Equal("nothing27", await scenario(services.GetRequiredService<IGrainFactory>()));
    }

    [Theory]
    [InlineData("int Count();", "returns int")]
    [InlineData("Task Set<T>(T value);", "is generic")]
    [InlineData("Task Get(out int value);", "by reference")]
    [InlineData("int Value { get; }", "only methods")]
    public void What_cannot_be_called_is_refused_at_compile_time(string member, string reason) =>
        Assert.Contains(
            GrainCompiler.Faults($$"""public interface IBadGrain : IGrainWithStringKey { {{member}} }"""),
            fault => fault.Contains(reason, StringComparison.Ordinal) && fault.Contains("IBadGrain", StringComparison.Ordinal));

    [Fact]
    public void A_generic_interface_is_refused_at_compile_time() =>
        Assert.Contains(GrainCompiler.Faults("public interface IBadGrain<T> : IGrainWithStringKey { Task Call(); }"), fault => fault.Contains("generic", StringComparison.Ordinal));

    [Theory]
    [InlineData("Task Call(int[] numbers)", "parameter numbers", "System.Int32[]")]
    [InlineData("Task Call(List<int> numbers)", "parameter numbers", "List`1")]
    [InlineData("Task<Open> Call()", "the result", "Open")]
    [InlineData("Task Call(IReadOnlyList<Open> list)", "parameter list", "Open")]
    [InlineData("Task Call(Hidden value)", "parameter value", "List`1")]
    [InlineData("ValueTask<Dictionary<string, int>> Call()", "the result", "Dictionary`2")]
    public void A_message_that_could_change_on_the_way_is_refused_when_the_host_starts(string method, string where, string part)
    {
        var error = Assert.Throws<OrleansConfigurationException>(() => Start(method));

        Assert.Contains($"IMessageGrain.Call: {where}", error.Message, StringComparison.Ordinal);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Task Call(int number, string text, System.Guid id, System.DateTimeOffset time, System.TimeSpan? span)")]
    [InlineData("Task<Closed> Call(Closed value, CancellationToken token, IMessageGrain grain)")]
    [InlineData("ValueTask<IReadOnlyDictionary<string, Closed>> Call(System.Collections.Immutable.ImmutableArray<Closed?> values)")]
    [InlineData("Task Call(Immutable<int[]> numbers, [Immutable] int[] others)")]
    [InlineData("Task Call(Declared value, System.DayOfWeek day, (int, string) pair)")]
    public void A_message_that_cannot_change_is_accepted(string method) => Start(method);

    static void Start(string method)
    {
        var assembly = GrainCompiler.Assembly($$"""
            public interface IMessageGrain : IGrainWithStringKey { {{method}}; }
            public sealed class Open { public int Value { get; set; } }
            public sealed record Closed(int Value, IReadOnlyList<string> Texts);
            public readonly record struct Hidden(List<int> Numbers);
            [Immutable] public class Declared { public int[] Numbers = []; }
            """);
        using var services = new ServiceCollection().AddEmbeddedGrains(options => options.Assemblies.Add(assembly)).BuildServiceProvider();
        services.GetRequiredService<IGrainFactory>();
    }
}
