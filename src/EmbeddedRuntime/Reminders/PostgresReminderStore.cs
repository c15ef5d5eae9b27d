using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Reminders;

/// <summary>Reminders in the table of Orleans' ADO.NET provider, row for row as that provider would have them.</summary>
sealed class PostgresReminderStore(NpgsqlDataSource database, string serviceId) : IReminderStore
{
    readonly OrleansQueries _queries = new(database);

    public async Task<IReadOnlyList<Reminder>> ReadAll()
    {
        // The range of hashes that wraps around at its own beginning is the whole ring.
        await using var command = await Command("ReadRangeRows2Key");
        command.Parameters.Add(new("BeginHash", NpgsqlDbType.Integer) { Value = 0 });
        command.Parameters.Add(new("EndHash", NpgsqlDbType.Integer) { Value = 0 });
        await using var reader = await command.ExecuteReaderAsync();
        List<Reminder> reminders = [];
        while (await reader.ReadAsync())
            reminders.Add(new(
                GrainId.Parse(reader.GetString(reader.GetOrdinal("grainid"))),
                reader.GetString(reader.GetOrdinal("remindername")),
                new DateTimeOffset(reader.GetDateTime(reader.GetOrdinal("starttime")), TimeSpan.Zero),
                TimeSpan.FromMilliseconds(reader.GetInt64(reader.GetOrdinal("period"))),
                reader.GetInt32(reader.GetOrdinal("version")).ToString(CultureInfo.InvariantCulture)));
        return reminders;
    }

    public async Task<string> Upsert(Reminder reminder)
    {
        await using var command = await Command("UpsertReminderRowKey", reminder);
        command.Parameters.Add(new("StartTime", NpgsqlDbType.TimestampTz) { Value = reminder.Start.UtcDateTime });
        command.Parameters.Add(new("Period", NpgsqlDbType.Bigint) { Value = (long)reminder.Period.TotalMilliseconds });
        command.Parameters.Add(new("GrainHash", NpgsqlDbType.Integer) { Value = unchecked((int)reminder.GrainId.GetUniformHashCode()) });
        return ((int)(await command.ExecuteScalarAsync())!).ToString(CultureInfo.InvariantCulture);
    }

    public async Task<bool> Remove(Reminder reminder)
    {
        await using var command = await Command("DeleteReminderRowKey", reminder);
        command.Parameters.Add(new("Version", NpgsqlDbType.Integer) { Value = int.Parse(reminder.ETag, CultureInfo.InvariantCulture) });
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture) > 0;
    }

    async Task<NpgsqlCommand> Command(string query, Reminder reminder)
    {
        var command = await Command(query);
        command.Parameters.Add(new("GrainId", NpgsqlDbType.Varchar) { Value = reminder.GrainId.ToString() });
        command.Parameters.Add(new("ReminderName", NpgsqlDbType.Varchar) { Value = reminder.Name });
        return command;
    }

    async Task<NpgsqlCommand> Command(string query)
    {
        var command = database.CreateCommand(await _queries.Text(query));
        command.Parameters.Add(new("ServiceId", NpgsqlDbType.Varchar) { Value = serviceId });
        return command;
    }
}
