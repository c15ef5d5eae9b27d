using System.Text;

namespace Kalshi.Bus.Tests;

/// <summary>One frozen message of each type and version, as it was published: what is stored must be read for ever.</summary>
public sealed class EventSchemaTests
{
    static readonly string Folder = Repository.PathOf("tests", "Bus.Tests", "Events", "Schemas");

    public static TheoryData<string, int> Versions
    {
        get
        {
            var versions = new TheoryData<string, int>();
            foreach (var type in EventSchema.Types.Keys)
            {
                for (var version = 1; version <= EventSchema.VersionOf(type); version++)
                    versions.Add(type, version);
            }
            return versions;
        }
    }

    static byte[] Frozen(string type, int version)
    {
        var file = Path.Combine(Folder, $"v{version}", $"{type}.json");
        // Written once, when a version is new; a file that is there is never changed.
        if (Repository.IsToBeWritten && !File.Exists(file) && version == EventSchema.VersionOf(type))
            File.WriteAllBytes(file, [.. Current(type), (byte)'\n']);
        return Encoding.UTF8.GetBytes(File.ReadAllText(file).TrimEnd('\n'));
    }

    static byte[] Current(string type) => EventJson.Serialize(Samples.Envelope(Samples.All.Single(e => e.EventType == type)));

    [Theory]
    [MemberData(nameof(Versions))]
    public void What_a_version_wrote_is_read_and_written_again_as_it_was(string type, int version)
    {
        var json = Frozen(type, version);
        var envelope = EventJson.Parse(json);
        Assert.Equal((type, version), (envelope.EventType, envelope.SchemaVersion));
        Assert.Equal(Encoding.UTF8.GetString(json), Encoding.UTF8.GetString(EventJson.Serialize(envelope)));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void The_newest_version_writes_what_is_frozen_and_every_change_is_a_new_version(string type, int version)
    {
        if (version == EventSchema.VersionOf(type))
            Assert.Equal(Encoding.UTF8.GetString(Frozen(type, version)), Encoding.UTF8.GetString(Current(type)));
        else
            Assert.NotEqual(Encoding.UTF8.GetString(Frozen(type, version)), Encoding.UTF8.GetString(Current(type)));
    }

    [Fact]
    public void Every_frozen_message_is_of_a_version_that_is_known() => Assert.Equal(
        Versions.Select(v => Path.Combine($"v{v[1]}", $"{v[0]}.json")).Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f)).Order(StringComparer.Ordinal));

    [Fact]
    public void A_field_of_a_later_version_is_unknown_to_an_earlier_one()
    {
        var json = Encoding.UTF8.GetString(Frozen("market_lifecycle", 2)).Replace("\"schema_version\":2", "\"schema_version\":1", StringComparison.Ordinal);
        Assert.False(EventJson.TryParse(Encoding.UTF8.GetBytes(json), out _, out var reason));
        Assert.Contains("updated_ts_ms", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_of_the_newest_version_may_be_null_but_not_missing()
    {
        var json = Encoding.UTF8.GetString(Frozen("market_lifecycle", 1)).Replace(":1,\"ts_event\"", ":2,\"ts_event\"", StringComparison.Ordinal);
        Assert.False(EventJson.TryParse(Encoding.UTF8.GetBytes(json), out _, out var reason));
        Assert.Contains("updated_ts_ms", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void A_version_that_nobody_has_written_yet_is_refused(int version)
    {
        var json = Encoding.UTF8.GetString(Frozen("market_lifecycle", 2)).Replace("\"schema_version\":2", $"\"schema_version\":{version}", StringComparison.Ordinal);
        Assert.False(EventJson.TryParse(Encoding.UTF8.GetBytes(json), out _, out var reason));
        Assert.Equal($"schema_version: {version} of market_lifecycle is not known, 1 to 2 are", reason);
    }
}
