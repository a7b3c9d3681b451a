using System.Text;
using UtfUnknown;

namespace IngestWorker.Articles.Pages;

/// <summary>Decodes a page: byte order mark, header, meta element, and where these are silent or wrong, detection.</summary>
internal static class PageText
{
    private const int HeadLength = 4_096;
    private const int SampleLength = 65_536;

    static PageText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static string Decode(ReadOnlySpan<byte> body, string? contentType)
    {
        if (body.StartsWith<byte>([0xEF, 0xBB, 0xBF]))
            return Encoding.UTF8.GetString(body[3..]);
        if (body.StartsWith<byte>([0xFF, 0xFE]))
            return Encoding.Unicode.GetString(body[2..]);
        if (body.StartsWith<byte>([0xFE, 0xFF]))
            return Encoding.BigEndianUnicode.GetString(body[2..]);

        var declared = FromHeader(contentType) ?? FromMeta(body);
        // UTF-8 proves itself: text of another encoding is hardly ever valid in it.
        if (IsUtf8(body, out var ascii) && (!ascii || declared is null || !IsStateful(declared)))
            return Encoding.UTF8.GetString(body);
        if (declared is not null && declared is not UTF8Encoding)
            return declared.GetString(body);
        if (declared is null && Detect(body) is { } detected)
            return detected.GetString(body);
        return (declared ?? Encoding.Latin1).GetString(body);
    }

    private static Encoding? Detect(ReadOnlySpan<byte> body)
    {
        var sample = body[..Math.Min(body.Length, SampleLength)].ToArray();
        return CharsetDetector.DetectFromBytes(sample).Detected is { Encoding: { } encoding, Confidence: > 0.3f } ? encoding : null;
    }

    private static bool IsUtf8(ReadOnlySpan<byte> body, out bool ascii)
    {
        ascii = System.Text.Ascii.IsValid(body);
        return ascii || System.Text.Unicode.Utf8.IsValid(body);
    }

    // ISO-2022 and UTF-7 text is ASCII bytes.
    private static bool IsStateful(Encoding encoding) => encoding.CodePage is 50220 or 50221 or 50222 or 50225 or 52936;

    private static Encoding? FromHeader(string? contentType)
    {
        var at = contentType?.IndexOf("charset", StringComparison.OrdinalIgnoreCase) ?? -1;
        return at < 0 ? null : Named(contentType.AsSpan(at + 7));
    }

    private static Encoding? FromMeta(ReadOnlySpan<byte> body)
    {
        var head = Encoding.Latin1.GetString(body[..Math.Min(body.Length, HeadLength)]).AsSpan();
        while (true)
        {
            var at = head.IndexOf("charset", StringComparison.OrdinalIgnoreCase);
            if (at < 0)
                return null;
            head = head[(at + 7)..];
            if (Named(head) is { } encoding)
                return encoding;
        }
    }

    private static Encoding? Named(ReadOnlySpan<char> text)
    {
        text = text.TrimStart();
        if (text.IsEmpty || text[0] != '=')
            return null;
        text = text[1..].TrimStart(" \t\"'");
        var end = text.IndexOfAny(" \t\r\n\"';/>,");
        var name = (end < 0 ? text : text[..end]).Trim().ToString();
        // The encoding standard of the web: what says Latin-1 means Windows-1252, and a page that can be read as ASCII is not UTF-16.
        if (name.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase))
            return Encoding.UTF8;
        if (name.Equals("iso-8859-1", StringComparison.OrdinalIgnoreCase) || name.Equals("latin1", StringComparison.OrdinalIgnoreCase) || name.Equals("us-ascii", StringComparison.OrdinalIgnoreCase))
            return Encoding.GetEncoding(1252);
        if (name.Equals("gb2312", StringComparison.OrdinalIgnoreCase) || name.Equals("gbk", StringComparison.OrdinalIgnoreCase))
            return Encoding.GetEncoding("gb18030");
        if (name.Equals("ks_c_5601-1987", StringComparison.OrdinalIgnoreCase) || name.Equals("euc-kr", StringComparison.OrdinalIgnoreCase))
            return Encoding.GetEncoding(949);
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
