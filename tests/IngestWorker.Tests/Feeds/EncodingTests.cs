using System.Text;
using IngestWorker.Feeds;

namespace IngestWorker.Tests.Feeds;

public sealed class EncodingTests
{
    private const string German = "Größe “Übermaß” – fünf Äpfel";
    private const string Russian = "Министерство обороны сообщило о потерях в районе города, передает агентство";

    [Theory]
    [InlineData("utf-8", null, "utf-8")]
    [InlineData("windows-1252", null, "windows-1252")]
    [InlineData("windows-1252", "text/xml; charset=windows-1252", "utf-8")]
    [InlineData("utf-8", "text/xml; charset=\"UTF-8\"", "iso-8859-1")]
    [InlineData("windows-1252", null, "iso-8859-1")]
    [InlineData("windows-1252", null, "us-ascii")]
    [InlineData("windows-1252", "text/xml", "utf-8")]
    [InlineData("utf-8", "text/xml; charset=iso-8859-1", "utf-8")]
    [InlineData("windows-1252", "text/xml; charset=bogus", "nonsense")]
    public void Bytes_are_read_in_the_encoding_they_are_in(string actual, string? contentType, string declared) =>
        Title(Codes(actual).GetBytes(Document(German, declared)), contentType).ShouldBe(German);

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", false)]
    [InlineData("utf-32", true)]
    [InlineData("utf-32BE", true)]
    [InlineData("utf-32", false)]
    [InlineData("utf-8", true)]
    public void Wide_encodings_are_known_by_their_mark_or_their_first_characters(string name, bool hasMark)
    {
        var encoding = Encoding.GetEncoding(name);
        Title([.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Document(Russian, "utf-16"))], null).ShouldBe(Russian);
    }

    [Theory]
    [InlineData("koi8-r", Russian)]
    [InlineData("windows-1251", Russian)]
    [InlineData("gb2312", "外交部发言人表示")]
    [InlineData("shift_jis", "外務省の報道官は述べた")]
    [InlineData("euc-kr", "외교부 대변인은 말했다")]
    [InlineData("big5", "外交部發言人表示")]
    [InlineData("iso-8859-2", "Řecký premiér přijel")]
    public void Declared_encodings_of_the_world_are_followed(string name, string text) =>
        Title(Codes(name).GetBytes(Document(text, name)), null).ShouldBe(text);

    [Fact]
    public void An_encoding_nobody_declares_is_detected()
    {
        var text = string.Concat(Enumerable.Repeat(Russian + ". ", 5)).Trim();
        var bytes = Codes("windows-1251").GetBytes($"<rss><channel><title>{text}</title></channel></rss>");
        Title(bytes, null).ShouldBe(text);
    }

    [Fact]
    public void A_foreign_byte_in_UTF_8_spoils_only_itself()
    {
        byte[] bytes = [.. "<rss><channel><title>Größe äöü "u8, 0x93, 0xE4, 0x94, .. "</title></channel></rss>"u8];
        var feed = FeedParser.Parse(bytes, FeedParseContext.None).Document!;
        feed.Title.ShouldBe("Größe äöü “ä”");
        feed.IsRepaired.ShouldBeTrue();
    }

    [Fact]
    public void Every_label_there_is_or_is_not_gives_some_text()
    {
        foreach (var label in new[] { "utf-7", "x-user-defined", "\u0001", "utf-16", "ebcdic", "hz-gb-2312", "iso-2022-jp", "cp037", "windows-31j", "macintosh", new string('a', 500) })
            Title(Encoding.Latin1.GetBytes(Document("plain", label)), $"text/xml; charset={label}").ShouldBe("plain", label);
    }

    private static Encoding Codes(string name) => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);

    private static string Document(string title, string encoding) => $"<?xml version=\"1.0\" encoding=\"{encoding}\"?><rss><channel><title>{title}</title></channel></rss>";

    private static string? Title(byte[] bytes, string? contentType) => FeedParser.Parse(bytes, new FeedParseContext { ContentType = contentType }).Document?.Title;
}
