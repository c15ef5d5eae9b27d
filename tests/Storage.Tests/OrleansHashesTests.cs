using Microsoft.Extensions.Logging.Abstractions;

namespace Kalshi.Storage.Tests;

/// <summary>The hashes are those that either host has stored for these keys.</summary>
[Collection(PostgresCollection.Name)]
public sealed class OrleansHashesTests(PostgresFixture postgres)
{
    const int Step = 7;

    [Fact]
    public async Task State_of_the_embedded_host_is_found_under_Orleans_hashes_and_state_of_Orleans_stays_where_it_is()
    {
        var dsn = await postgres.EmptyDatabaseAsync();
        var database = new Database(dsn);
        await MigrateAsync(dsn, [.. Migration.All().Where(step => step.Version < Step)]);
        await database.ExecuteAsync("""
            INSERT INTO orleans.orleansstorage VALUES
            (1839552320, 0, 0, -367577160, 'gate', 'global', 'kalshi', 'halted', now(), 5),
            (1822246169, 0, 0, 2068797668, 'edge', 'BTC-USD', 'kalshi', 'earlier', now(), 1),
            (423992684, 0, 0, -463974533, 'edge', 'BTC-USD', 'kalshi', 'Orleans', now(), 2)
            """);

        await MigrateAsync(dsn, Migration.All());

        Assert.Equal("halted 5", await FoundAsync(database, 1079485805, -1204348950));
        Assert.Equal("Orleans 2", await FoundAsync(database, 423992684, -463974533));
        Assert.Equal("earlier 1", await FoundAsync(database, 1822246169, 2068797668));
        Assert.Equal(3, await database.ScalarAsync<long>("SELECT count(*) FROM orleans.orleansstorage"));
    }

    static Task MigrateAsync(string dsn, IReadOnlyList<Migration> steps) =>
        new Migrator(new StorageOptions { Dsn = dsn }, NullLogger<Migrator>.Instance, steps).MigrateAsync();

    static Task<string> FoundAsync(Database database, int key, int type) => database.ScalarAsync<string>(
        $"SELECT convert_from(payloadbinary, 'UTF8') || ' ' || version FROM orleans.orleansstorage WHERE grainidhash = {key} AND graintypehash = {type}");
}
