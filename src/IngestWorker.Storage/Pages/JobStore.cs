using IngestWorker.Storage.Sql;

namespace IngestWorker.Storage;

/// <summary>Work that one process does for all of them now and then: who has it, when it is due, how far it got.</summary>
public sealed class JobStore(IDatabase database)
{
    /// <summary>Takes a job that is due. One process gets it; one that dies with it loses it after the lease.</summary>
    public async Task<bool> TryTakeAsync(string name, TimeSpan lease, string worker, CancellationToken cancellationToken) => await database.WriteAsync(
        session => session.FirstAsync<string>(
            $"""
            INSERT INTO jobs (name, worker, due_at) VALUES (@name, @worker, {session.Sql.After("@lease")})
            ON CONFLICT (name) DO UPDATE SET worker = excluded.worker, due_at = excluded.due_at WHERE jobs.due_at <= {session.Sql.Now}
            RETURNING name
            """,
            new { name, worker, lease = lease.TotalSeconds }),
        cancellationToken) is not null;

    /// <summary>Gives a job back until it is due again.</summary>
    public Task EndAsync(string name, TimeSpan next, string worker, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.ExecuteAsync(
            $"UPDATE jobs SET worker = NULL, due_at = {session.Sql.After("@next")} WHERE name = @name AND worker = @worker",
            new { name, worker, next = next.TotalSeconds }),
        cancellationToken);

    /// <summary>How far a job got that is done in pieces; null where it is not under way.</summary>
    public Task<string?> PositionAsync(string name, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.FirstAsync<string>("SELECT position FROM jobs WHERE name = @name", new { name }), cancellationToken);

    /// <summary>Remembers how far a job got; null: it is through, or begins anew.</summary>
    public Task SetPositionAsync(string name, string? position, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.ExecuteAsync(
            $"""
            INSERT INTO jobs (name, due_at, position) VALUES (@name, {session.Sql.Now}, @position)
            ON CONFLICT (name) DO UPDATE SET position = excluded.position
            """,
            new { name, position }),
        cancellationToken);
}
