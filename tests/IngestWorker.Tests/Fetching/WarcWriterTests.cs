using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using IngestWorker.Contracts;
using IngestWorker.Fetching;

namespace IngestWorker.Tests.Fetching;

public sealed class WarcWriterTests
{
    private static readonly WarcInfo Info = new()
    {
        FileName = "pages.warc.gz",
        WrittenAt = new DateTimeOffset(2026, 3, 1, 14, 0, 0, TimeSpan.FromHours(2)),
        Software = "ingest/0.1.0",
    };

    [Fact]
    public async Task A_page_is_a_response_record_whose_lengths_and_digests_are_right()
    {
        var page = PageOf("https://example.com/a", "<p>Grüße.</p>", contentType: "text/html; charset=utf-8", etag: "\"1\"");

        var records = Read(await WriteAsync(compress: false, page));

        records.Count.ShouldBe(2);
        records[0].Fields["WARC-Type"].ShouldBe("warcinfo");
        records[0].Fields["WARC-Date"].ShouldBe("2026-03-01T12:00:00.000Z");
        Encoding.UTF8.GetString(records[0].Block).ShouldContain("software: ingest/0.1.0\r\n");
        var (fields, block) = records[1];
        fields["WARC-Type"].ShouldBe("response");
        fields["WARC-Record-ID"].ShouldBe($"<urn:uuid:{page.PageId}>");
        fields["WARC-Warcinfo-ID"].ShouldBe(records[0].Fields["WARC-Record-ID"]);
        fields["WARC-Target-URI"].ShouldBe("https://example.com/a");
        fields["WARC-Date"].ShouldBe("2026-03-01T11:30:00.250Z");
        fields["Content-Type"].ShouldBe("application/http;msgtype=response");
        fields["WARC-Block-Digest"].ShouldBe("sha256:" + Base32.Encode(SHA256.HashData(block)));
        fields["WARC-Payload-Digest"].ShouldBe("sha256:" + Base32.Encode(SHA256.HashData(page.Body.Span)));
        Encoding.UTF8.GetString(block).ShouldBe(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nETag: \"1\"\r\nContent-Length: 15\r\n\r\n<p>Grüße.</p>");
    }

    [Fact]
    public async Task Each_record_is_a_gzip_member_of_its_own()
    {
        var page = PageOf("https://example.com/a", new string('x', 5000));
        var plain = await WriteAsync(compress: false, page, page);

        var output = new MemoryStream();
        var writer = new WarcWriter(output, compress: true);
        var members = new List<long>();
        await writer.WriteInfoAsync(Info, TestContext.Current.CancellationToken);
        for (var i = 0; i < 2; i++)
        {
            members.Add(output.Length);
            await writer.WritePageAsync(page, TestContext.Current.CancellationToken);
        }

        var all = new MemoryStream();
        await new GZipStream(new MemoryStream(output.ToArray()), CompressionMode.Decompress).CopyToAsync(all, TestContext.Current.CancellationToken);
        all.ToArray().ShouldBe(plain);
        foreach (var start in members)
        {
            var one = new GZipStream(new MemoryStream(output.ToArray()[(int)start..]), CompressionMode.Decompress);
            var first = new byte[8];
            await one.ReadExactlyAsync(first, TestContext.Current.CancellationToken);
            Encoding.ASCII.GetString(first).ShouldBe("WARC/1.1");
        }
    }

    [Fact]
    public async Task A_header_that_would_break_its_line_does_not()
    {
        var page = PageOf("https://example.com/a", "x", contentType: "text/html\r\nX-Evil: 1", etag: null);

        Encoding.UTF8.GetString(Read(await WriteAsync(compress: false, page))[1].Block).ShouldStartWith("HTTP/1.1 200 OK\r\nContent-Type: text/htmlX-Evil: 1\r\nContent-Length: 1\r\n\r\n");
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY======")]
    [InlineData("fo", "MZXQ====")]
    [InlineData("foo", "MZXW6===")]
    [InlineData("foob", "MZXW6YQ=")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI======")]
    public void Digests_are_written_in_base_32(string text, string encoded) => Base32.Encode(Encoding.ASCII.GetBytes(text)).ShouldBe(encoded);

    private static Page PageOf(string url, string body, string? contentType = "text/html", string? etag = null)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var item = DeterministicId.ForItem(url);
        return new Page
        {
            PageId = DeterministicId.ForPage(item, hash),
            ItemId = item,
            Url = url,
            FetchedAt = new DateTimeOffset(2026, 3, 1, 11, 30, 0, 250, TimeSpan.Zero),
            StatusCode = 200,
            ContentType = contentType,
            ETag = etag,
            BodySha256 = hash,
            Body = bytes,
        };
    }

    private static async Task<byte[]> WriteAsync(bool compress, params Page[] pages)
    {
        var output = new MemoryStream();
        var writer = new WarcWriter(output, compress);
        await writer.WriteInfoAsync(Info, TestContext.Current.CancellationToken);
        foreach (var page in pages)
            await writer.WritePageAsync(page, TestContext.Current.CancellationToken);
        return output.ToArray();
    }

    // By the format's grammar: version line, fields, empty line, Content-Length octets, two line ends.
    private static List<(Dictionary<string, string> Fields, byte[] Block)> Read(byte[] file)
    {
        var records = new List<(Dictionary<string, string>, byte[])>();
        for (var at = 0; at < file.Length;)
        {
            var head = file.AsSpan(at).IndexOf("\r\n\r\n"u8);
            var lines = Encoding.UTF8.GetString(file, at, head).Split("\r\n");
            lines[0].ShouldBe("WARC/1.1");
            var fields = lines.Skip(1).Select(l => l.Split(": ", 2)).ToDictionary(p => p[0], p => p[1]);
            var length = int.Parse(fields["Content-Length"], System.Globalization.CultureInfo.InvariantCulture);
            var start = at + head + 4;
            records.Add((fields, file[start..(start + length)]));
            file.AsSpan(start + length, 4).SequenceEqual("\r\n\r\n"u8).ShouldBeTrue();
            at = start + length + 4;
        }
        return records;
    }
}
