using Npgsql;

namespace Orleans.Storage;

/// <summary>The statements that the database itself holds for Orleans' ADO.NET providers, by their keys.</summary>
sealed class OrleansQueries(NpgsqlDataSource database)
{
    readonly Lock _lock = new();
    Task<Dictionary<string, string>>? _texts;

    /// <exception cref="InvalidOperationException">The database has no statement of that key.</exception>
    public async Task<string> Text(string key)
    {
        Task<Dictionary<string, string>> reading;
        lock (_lock)
        {
            // A failure is not kept: the database may be there the next time.
            if (_texts is null or { IsFaulted: true } or { IsCanceled: true })
                _texts = Read();
            reading = _texts;
        }
        return (await reading).GetValueOrDefault(key)
            ?? throw new InvalidOperationException($"Table orleansquery has no statement {key}: the Orleans scripts were not run in this database and search path");
    }

    async Task<Dictionary<string, string>> Read()
    {
        await using var command = database.CreateCommand("SELECT querykey, querytext FROM orleansquery");
        await using var reader = await command.ExecuteReaderAsync();
        var texts = new Dictionary<string, string>();
        while (await reader.ReadAsync())
            texts.Add(reader.GetString(0), reader.GetString(1));
        return texts;
    }
}
