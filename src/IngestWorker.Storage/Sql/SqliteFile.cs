using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace IngestWorker.Storage.Sql;

/// <summary>
/// The file of a SQLite database, held for this process. The hold is a lock of the operating system on a file beside it, which goes
/// with the process however it ends; SQLite's own locks are held for the length of a transaction only.
/// </summary>
internal sealed class SqliteFile : IDisposable
{
    // "INGE", in the header of the files that are ours (sqlite.org/pragma.html#pragma_application_id).
    private const int ApplicationId = 0x494E4745;
    private const int ApplicationIdOffset = 68;
    private const int HeaderLength = 100;

    private readonly string _path;
    private readonly FileStream _hold;

    private SqliteFile(string path, FileStream hold)
    {
        _path = path;
        _hold = hold;
    }

    /// <exception cref="NotADatabaseException">The file is something else; it was not touched.</exception>
    /// <exception cref="DatabaseInUseException">Another process holds it.</exception>
    public static SqliteFile Take(string file)
    {
        var path = Path.GetFullPath(file);
        if (Directory.Exists(path))
            throw new NotADatabaseException($"Database:File: '{path}' is a folder; allowed: the path of a file");
        if (Path.GetDirectoryName(path) is { } folder && !Directory.Exists(folder))
            throw new DirectoryNotFoundException($"Database:File: the folder '{folder}' of '{path}' does not exist");

        // Held first: opening and closing the file itself in a process that has it open drops that process's POSIX locks on it.
        var isNewHold = !File.Exists(path + ".lock");
        var hold = Hold(path);
        try
        {
            CheckHeader(path);
            return new SqliteFile(path, hold);
        }
        catch
        {
            hold.Dispose();
            if (isNewHold)
                File.Delete(path + ".lock");
            throw;
        }
    }

    public SqliteConnection OpenWriter(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            // The id before WAL: so it stands in the file itself, where CheckHeader finds it even after a crash.
            command.CommandText = $"PRAGMA application_id = {ApplicationId}; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;";
            command.ExecuteNonQuery();
            return connection;
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 26 or 11)
        {
            connection.Dispose();
            throw new NotADatabaseException($"Database:File: '{_path}' is no SQLite database, or a damaged one: {e.Message}", e);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Dispose() => _hold.Dispose();

    private static FileStream Hold(string path)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException))
        {
            throw new DatabaseInUseException(
                $"Database:File: '{path}' is held by another process. A SQLite file has room for one; set Database:Provider to PostgreSql for several.", e);
        }
    }

    private static void CheckHeader(string path)
    {
        var info = new FileInfo(path);
        if (!info.Exists || info.Length == 0)
            return;
        Span<byte> header = stackalloc byte[HeaderLength];
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var length = stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false);
        if (length < HeaderLength || !header.StartsWith("SQLite format 3\0"u8))
            throw new NotADatabaseException($"Database:File: '{path}' is no SQLite database; name a new file or one that this program made");
        var applicationId = BinaryPrimitives.ReadInt32BigEndian(header[ApplicationIdOffset..]);
        if (applicationId != ApplicationId)
            throw new NotADatabaseException($"Database:File: '{path}' is the SQLite database of another program; name a new file or one that this program made");
    }
}
