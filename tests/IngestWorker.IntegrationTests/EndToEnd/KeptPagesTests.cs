using System.IO.Compression;
using System.Text;
using IngestWorker.IntegrationTests.Web;
using Microsoft.Data.Sqlite;

namespace IngestWorker.IntegrationTests.EndToEnd;

/// <summary>`ingest pages export` and `ingest reprocess` on what a run kept.</summary>
public sealed class KeptPagesTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Kept_pages_are_exported_as_WARC_and_read_anew()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(s_patience);
        await using var site = await TestSite.StartAsync(patience.Token);
        string[] subjects = ["Alpha", "Beta", "Gamma", "Delta"];
        foreach (var subject in subjects) site.On("/" + subject, Answers.Conditional(Encoding.UTF8.GetBytes(StoryPage.Html(subject)), "text/html; charset=utf-8"));
        site.On("/empty", Answers.Text("<!doctype html><title>Nothing</title><p>Nothing."));
        var folder = Directory.CreateTempSubdirectory("ingest-pages-").FullName;
        var (file, list) = (Path.Combine(folder, "ingest.db"), Path.Combine(folder, "urls.txt"));
        await File.WriteAllLinesAsync(list, subjects.Append("empty").Select(s => site.Url("/" + s)), patience.Token);
        await using var run = await IngestProcess.RunAsync(["run", "--once", "--urls", list, "--database", file], Settings, patience.Token);
        run.ExitCode.ShouldBe(0, run.Errors);

        await ExportsAsync(site, folder, file, patience.Token);
        await ReadsAnewAsync(file, patience.Token);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task ExportsAsync(TestSite site, string folder, string file, CancellationToken cancellationToken)
    {
        var warc = Path.Combine(folder, "pages.warc.gz");
        (await CommandAsync(["pages", "export", warc, "--database", file], cancellationToken)).ShouldContain("5 pages");

        var records = WarcRecords.ReadGzip(await File.ReadAllBytesAsync(warc, cancellationToken));
        records.Select(r => r.Fields["WARC-Type"]).ShouldBe(["warcinfo", .. Enumerable.Repeat("response", 5)]);
        var beta = records.Single(r => r.Fields.GetValueOrDefault("WARC-Target-URI") == site.Url("/Beta"));
        beta.Http.Status.ShouldBe("HTTP/1.1 200 OK");
        beta.Http.Headers["Content-Type"].ShouldBe("text/html; charset=utf-8");
        Encoding.UTF8.GetString(beta.Http.Body).ShouldBe(StoryPage.Html("Beta"));

        (await CommandAsync(["pages", "export", warc, "--since", "1h", "--host", site.Host, "--database", file], cancellationToken)).ShouldContain("5 pages");
        (await CommandAsync(["pages", "export", warc, "--host", "elsewhere.example", "--database", file], cancellationToken)).ShouldContain("0 pages");
        (await CommandAsync(["pages", "export", Path.Combine(folder, "plain.warc"), "--database", file], cancellationToken)).ShouldContain("5 pages");
        WarcRecords.Read(await File.ReadAllBytesAsync(Path.Combine(folder, "plain.warc"), cancellationToken)).Count.ShouldBe(6);
        Directory.GetFiles(folder, "*.part").ShouldBeEmpty();
    }

    private static async Task ReadsAnewAsync(string file, CancellationToken cancellationToken)
    {
        var before = await Snapshot.OfSqliteAsync(file, cancellationToken);
        var nothing = await CommandAsync(["reprocess", "--dry-run", "--database", file], cancellationToken);
        Cells(nothing, "Articles").ShouldBe(["4", "0", "0", "0"], nothing);
        Cells(nothing, "Events")[1..].ShouldBe(["0", "0", "0"], nothing);

        // As an earlier version might have left it: another title and status, an event too few, an article not found, one that is none, another text.
        await ExecuteAsync(file, """
            UPDATE articles SET title = 'An old title' WHERE url LIKE '%/Alpha';
            UPDATE events SET status = 'hypothetical' WHERE event_id = (SELECT min(event_id) FROM events WHERE article_id = (SELECT article_id FROM articles WHERE url LIKE '%/Alpha'));
            DELETE FROM events WHERE event_id = (SELECT max(event_id) FROM events WHERE article_id = (SELECT article_id FROM articles WHERE url LIKE '%/Alpha'));
            DELETE FROM articles WHERE url LIKE '%/Beta';
            UPDATE items SET state = 'finished', outcome = 'no_article' WHERE url LIKE '%/Beta';
            UPDATE items SET state = 'stored', outcome = 'ok' WHERE url LIKE '%/empty';
            """, cancellationToken);
        var changed = await Snapshot.OfSqliteAsync(file, cancellationToken);
        var report = await CommandAsync(["reprocess", "--dry-run", "--database", file], cancellationToken);
        Cells(report, "Articles").ShouldBe(["2", "1", "1", "1"], report);
        report.ShouldContain("- An old title");
        report.ShouldContain("+ Alpha talks");
        report.ShouldContain("; hypothetical");
        report.ShouldContain("Nothing was stored");
        (await Snapshot.OfSqliteAsync(file, cancellationToken)).ShouldBe(changed);

        Cells(await CommandAsync(["reprocess", "--database", file], cancellationToken), "Articles").ShouldBe(["2", "1", "1", "1"]);
        (await Snapshot.OfSqliteAsync(file, cancellationToken)).ShouldBe(before);
        Cells(await CommandAsync(["reprocess", "--database", file], cancellationToken), "Articles").ShouldBe(["4", "0", "0", "0"]);
    }

    private static string[] Cells(string report, string row) =>
        [.. report.Split('\n').Single(l => l.Contains("│ " + row, StringComparison.Ordinal)).Split('│', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Skip(1)];

    private static async Task<string> CommandAsync(string[] arguments, CancellationToken cancellationToken)
    {
        await using var command = await IngestProcess.RunAsync(arguments, Settings, cancellationToken);
        command.ExitCode.ShouldBe(0, command.Errors);
        return command.Output;
    }

    private static async Task ExecuteAsync(string file, string statements, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = statements;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static Dictionary<string, string> Settings => new(StringComparer.Ordinal)
    {
        ["Fetching:AllowedNetworks"] = "127.0.0.0/8",
        ["Worker:HostInterval"] = "0s",
        ["Worker:IdleDelay"] = "100ms",
    };
}

/// <summary>A strict reader of WARC 1.1 (ISO 28500:2017): what it does not expect, it refuses.</summary>
internal sealed record WarcRecords(IReadOnlyDictionary<string, string> Fields, byte[] Block)
{
    private static readonly byte[] s_end = "\r\n\r\n"u8.ToArray();

    /// <summary>The HTTP answer of a response record.</summary>
    public (string Status, IReadOnlyDictionary<string, string> Headers, byte[] Body) Http
    {
        get
        {
            var (lines, body) = Head(Block);
            var headers = Named(lines[1..]);
            body.Length.ShouldBe(int.Parse(headers["Content-Length"], System.Globalization.CultureInfo.InvariantCulture));
            return (lines[0], headers, body);
        }
    }

    /// <summary>Each record must be a gzip member of its own (Annex D).</summary>
    public static IReadOnlyList<WarcRecords> ReadGzip(byte[] file)
    {
        var starts = Enumerable.Range(0, file.Length - 3).Where(i => file.AsSpan(i).StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b, 0x08])).ToList();
        var records = new List<WarcRecords>();
        for (var at = 0; at < file.Length;)
        {
            // A member's length stands nowhere: it ends where the next one begins and both unpack whole.
            var end = starts.Where(s => s > at).Append(file.Length).First(e => TryRead(file[at..e], out _));
            TryRead(file[at..end], out var record).ShouldBeTrue();
            records.Add(record!);
            at = end;
        }
        return records;
    }

    public static IReadOnlyList<WarcRecords> Read(byte[] file)
    {
        var records = new List<WarcRecords>();
        for (var at = 0; at < file.Length;)
        {
            var (record, length) = ReadOne(file[at..]);
            records.Add(record);
            at += length;
        }
        return records;
    }

    private static bool TryRead(byte[] member, out WarcRecords? record)
    {
        record = null;
        try
        {
            using var unpacked = new MemoryStream();
            using (var gzip = new GZipStream(new MemoryStream(member), CompressionMode.Decompress)) gzip.CopyTo(unpacked);
            // The last four octets are the length: what just stops is no whole member.
            if (BitConverter.ToUInt32(member, member.Length - 4) != unpacked.Length) return false;
            record = Read(unpacked.ToArray()).ShouldHaveSingleItem();
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static (WarcRecords Record, int Length) ReadOne(byte[] rest)
    {
        var (lines, after) = Head(rest);
        lines[0].ShouldBe("WARC/1.1");
        var fields = Named(lines[1..]);
        foreach (var mandatory in (string[])["WARC-Record-ID", "Content-Length", "WARC-Date", "WARC-Type"]) fields.ShouldContainKey(mandatory);
        fields["WARC-Record-ID"].ShouldMatch("^<urn:uuid:[0-9a-f-]{36}>$");
        fields["WARC-Date"].ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$");
        if (fields["WARC-Type"] == "response") Uri.TryCreate(fields["WARC-Target-URI"], UriKind.Absolute, out _).ShouldBeTrue();
        var length = int.Parse(fields["Content-Length"], System.Globalization.CultureInfo.InvariantCulture);
        after.AsSpan(length, 4).SequenceEqual(s_end).ShouldBeTrue("two line ends close a record");
        return (new WarcRecords(fields, after[..length]), rest.Length - after.Length + length + 4);
    }

    private static (string[] Lines, byte[] After) Head(byte[] bytes)
    {
        var end = bytes.AsSpan().IndexOf(s_end);
        end.ShouldBeGreaterThan(0);
        return (Encoding.UTF8.GetString(bytes, 0, end).Split("\r\n"), bytes[(end + 4)..]);
    }

    private static Dictionary<string, string> Named(string[] lines) => lines.Select(l => l.Split(": ", 2)).ToDictionary(p => p[0], p => p[1], StringComparer.OrdinalIgnoreCase);
}
