using Npgsql;

namespace Kalshi.Storage;

/// <summary>What at most one process may do at a time, by an advisory lock of PostgreSQL on a connection of its own.</summary>
/// <remarks>PostgreSQL frees the lock when the session ends, a killed holder's at once, a vanished machine's within some ten
/// seconds. While PostgreSQL is away nobody can take the lock, so its last holder may go on. A pooler in transaction mode between
/// us and PostgreSQL would break this; connect directly.</remarks>
/// <param name="isShared">Held beside others that share it, and not beside one that does not.</param>
public sealed class LeaderLock(StorageOptions options, long key, bool isShared = false) : IAsyncDisposable
{
    /// <summary>The lock of whoever reads the venues.</summary>
    public const long Ingest = 0x4B41_4C53_494E_4753; // "KALSINGS"

    /// <summary>The lock of whoever runs the deployment: one process, or the silos of a cluster together.</summary>
    public const long Deployment = 0x4B41_4C53_4445_504C; // "KALSDEPL"

    readonly string _take = isShared ? "SELECT pg_try_advisory_lock_shared(@key)" : "SELECT pg_try_advisory_lock(@key)";

    NpgsqlConnection? _connection;
    bool _isHeld;

    /// <summary>Takes the lock, or makes sure that it is still held.</summary>
    /// <exception cref="NpgsqlException">PostgreSQL does not answer, so nobody knows who holds it; the next call connects anew.</exception>
    public async Task<LeaderClaim> ClaimAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_connection is null)
            {
                _connection = StorageConnections.ForLeadership(options);
                await _connection.OpenAsync(cancellationToken);
            }
            // A session's locks count up: what it holds must not be locked again, only the session be seen alive.
            _isHeld = await AskAsync(_isHeld ? "SELECT @key IS NOT NULL" : _take, cancellationToken);
            return _isHeld ? LeaderClaim.Held : LeaderClaim.HeldByAnother;
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>As <see cref="ClaimAsync"/>, for one who asks again and again.</summary>
    /// <param name="onUnknown">Told why, when PostgreSQL does not answer.</param>
    /// <returns>Null while nobody knows.</returns>
    public async Task<LeaderClaim?> TryClaimAsync(Action<string> onUnknown, CancellationToken cancellationToken)
    {
        try
        {
            return await ClaimAsync(cancellationToken);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or OperationCanceledException)
        {
            if (!cancellationToken.IsCancellationRequested)
                onUnknown(e.Message);
            return null;
        }
    }

    /// <summary>Gives the lock up, if it was held.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_connection is null)
            return;
        var connection = _connection;
        (_connection, _isHeld) = (null, false);
        await connection.DisposeAsync();
    }

    async Task<bool> AskAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, _connection) { Parameters = { new("key", key) } };
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
