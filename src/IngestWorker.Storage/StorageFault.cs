using System.Net.Sockets;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace IngestWorker.Storage;

public enum FaultKind
{
    /// <summary>The same call may work later: no connection, restart, deadlock, disk full. Retry, and set nothing aside.</summary>
    Transient,

    /// <summary>These values will never be stored: a constraint, a value out of range. Set the one message aside.</summary>
    Data,

    /// <summary>Neither waiting nor other values help: a wrong password, a missing table, a program error. A hand must act.</summary>
    Fatal,
}

/// <summary>What an exception of a store means for what is done next.</summary>
public static class StorageFault
{
    public static FaultKind Classify(Exception exception) => exception switch
    {
        PostgresException postgres => OfSqlState(postgres.SqlState),
        SqliteException sqlite => OfSqliteCode(sqlite.SqliteErrorCode),
        NpgsqlException or SocketException or TimeoutException or IOException => FaultKind.Transient,
        DatabaseInUseException => FaultKind.Transient,
        EncoderFallbackException => FaultKind.Data,
        { InnerException: { } inner } => Classify(inner),
        _ => FaultKind.Fatal,
    };

    /// <summary>
    /// True where the work is not at fault and has to wait: the outage passes by itself, or a hand must act first (a password, a privilege, a
    /// table that is missing, a damaged index). Nothing is to be set aside for it.
    /// </summary>
    public static bool IsOfDatabase(Exception exception) => Classify(exception) switch
    {
        FaultKind.Transient => true,
        FaultKind.Fatal => Code(exception) is not null,
        _ => false,
    };

    /// <summary>The SQLSTATE ("23505"), or SQLite's extended result code ("SQLITE_787"); null where the database did not answer.</summary>
    public static string? Code(Exception exception) => exception switch
    {
        PostgresException postgres => postgres.SqlState,
        SqliteException sqlite => $"SQLITE_{sqlite.SqliteExtendedErrorCode}",
        { InnerException: { } inner } => Code(inner),
        _ => null,
    };

    // PostgreSQL, appendix A: the first two characters are the class.
    private static FaultKind OfSqlState(string state) => state switch
    {
        PostgresErrorCodes.ReadOnlySqlTransaction => FaultKind.Transient, // the server became a standby, or was set read-only
        PostgresErrorCodes.InvalidCatalogName => FaultKind.Fatal,
        PostgresErrorCodes.IndexCorrupted or PostgresErrorCodes.DataCorrupted => FaultKind.Fatal,
        _ => state[..2] switch
        {
            "08" or "40" or "53" or "55" or "57" or "58" => FaultKind.Transient,
            "21" or "22" or "23" or "44" or "54" => FaultKind.Data,
            _ => FaultKind.Fatal,
        },
    };

    // sqlite.org/rescode.html, primary codes.
    private static FaultKind OfSqliteCode(int code) => code switch
    {
        5 or 6 or 7 or 9 or 10 or 13 or 15 => FaultKind.Transient, // busy, locked, no memory, interrupted, input/output, full, protocol
        18 or 19 or 20 or 25 => FaultKind.Data,                    // too big, constraint, mismatch, range
        _ => FaultKind.Fatal,
    };
}
