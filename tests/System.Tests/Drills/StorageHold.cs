using Npgsql;

namespace Kalshi.System.Tests.Drills;

/// <summary>Stops the silo in the middle of a write to PostgreSQL, from outside: a trigger lets the write wait for a lock that the
/// drill holds. What waits is rolled back, so that to whoever comes next it has never happened.</summary>
sealed class StorageHold : IAsyncDisposable
{
    const string Install = """
        CREATE SCHEMA drill;
        CREATE TABLE drill.armed (point text NOT NULL);
        CREATE FUNCTION drill.hold() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            point  text := (SELECT a.point FROM drill.armed a);
            after  jsonb;
            before jsonb := '{}';
        BEGIN
            IF point IS NULL OR NEW.payloadbinary IS NULL OR NEW.graintypestring NOT IN ('order', 'positions', 'risk') THEN
                RETURN NEW;
            END IF;
            after := convert_from(NEW.payloadbinary, 'UTF8');
            IF TG_OP = 'UPDATE' AND OLD.payloadbinary IS NOT NULL THEN
                before := convert_from(OLD.payloadbinary, 'UTF8');
            END IF;
            IF (point = 'BeforeIntent' AND NEW.graintypestring = 'order' AND TG_OP = 'INSERT')
                OR (point = 'AfterIntent' AND NEW.graintypestring = 'positions'
                    AND (SELECT count(*) FROM jsonb_object_keys(after -> 'Reservations'))
                        > (SELECT count(*) FROM jsonb_object_keys(COALESCE(before -> 'Reservations', '{}'))))
                OR (point = 'MidFill' AND NEW.graintypestring = 'risk' AND after -> 'Version' IS DISTINCT FROM before -> 'Version'
                    AND after -> 'Orders' IS DISTINCT FROM before -> 'Orders')
            THEN
                PERFORM pg_advisory_xact_lock_shared(7001);
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER drill_hold BEFORE INSERT OR UPDATE ON orleans.orleansstorage FOR EACH ROW EXECUTE FUNCTION drill.hold();
        """;

    const string Waiting = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = 7001 AND NOT granted";

    readonly NpgsqlConnection _connection;

    StorageHold(NpgsqlConnection connection) => _connection = connection;

    /// <param name="dsn">Of a database that a silo has migrated.</param>
    internal static async Task<StorageHold> InstallAsync(string dsn)
    {
        var hold = new StorageHold(new NpgsqlConnection(dsn + ";Pooling=false"));
        await hold._connection.OpenAsync();
        await hold.ExecuteAsync(Install);
        await hold.ExecuteAsync("SELECT pg_advisory_lock(7001)");
        return hold;
    }

    internal Task ArmAsync(OrderPathPoint point) => ExecuteAsync($"INSERT INTO drill.armed VALUES ('{point}')");

    internal async Task<bool> IsHoldingAsync()
    {
        await using var command = new NpgsqlCommand(Waiting, _connection);
        return await command.ExecuteScalarAsync() is not null;
    }

    /// <summary>Rolls back what waits, and lets everything through again.</summary>
    internal async Task ReleaseAsync()
    {
        await ExecuteAsync("DELETE FROM drill.armed");
        await ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM ({Waiting}) waiting");
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    async Task ExecuteAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        await command.ExecuteNonQueryAsync();
    }
}
