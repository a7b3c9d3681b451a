using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace IngestWorker.Feeds.Text;

/// <summary>
/// Bytes to characters. In order: byte order mark, the header's charset, the XML declaration (RFC 7303, 3), UTF-8 where the bytes
/// are valid UTF-8, detection. A declaration that the bytes contradict is not followed.
/// </summary>
internal static class BodyDecoder
{
    private const int DeclarationWindow = 1024;

    public static DecodedBody Decode(ReadOnlySpan<byte> body, string? headerCharset)
    {
        if (ByWidth(body) is { } wide)
            return With(wide.Encoding, body[wide.Skip..], repaired: false);
        if (body.StartsWith(Encoding.UTF8.Preamble))
            return Utf8OrOther(body[3..], null, wasDeclared: true);
        if (body is [0x4C, 0x6F, 0xA7, 0x94, ..])
            return With(EncodingNames.CodePage(37), body, repaired: false);

        var header = EncodingNames.Find(headerCharset);
        var label = DeclaredLabel(body);
        var declaration = EncodingNames.Find(label);
        // A declaration that could be read as ASCII cannot tell the truth when it names an encoding that ASCII is no part of.
        if (declaration is not null && !HoldsAscii(declaration))
            declaration = null;
        if (header is not null && !HoldsAscii(header))
            header = null;
        var declared = header ?? declaration;
        var unknownLabel = declared is null && (label ?? headerCharset) is not null;
        if (declared is null or UTF8Encoding)
            return Utf8OrOther(body, header is UTF8Encoding ? declaration : null, declared is not null || unknownLabel);
        return Other(body, declared, header, declaration);
    }

    /// <summary>The charset parameter of a Content-Type header.</summary>
    public static string? CharsetOf(string? contentType)
    {
        var at = contentType?.IndexOf("charset=", StringComparison.OrdinalIgnoreCase) ?? -1;
        if (at < 0)
            return null;
        var value = contentType.AsSpan(at + 8).Trim();
        var end = value.IndexOfAny(';', ',');
        return (end < 0 ? value : value[..end]).Trim().Trim('"').Trim('\'').ToString();
    }

    private static DecodedBody Other(ReadOnlySpan<byte> body, Encoding declared, Encoding? header, Encoding? declaration)
    {
        // Valid UTF-8 with multi-byte sequences is UTF-8: in a one-byte encoding it would be gibberish throughout.
        if (declared.IsSingleByte && !Ascii.IsValid(body) && Utf8.IsValid(body))
            return With(Encoding.UTF8, body, repaired: true);
        if (declared.IsSingleByte || Fits(declared, body))
            return With(declared, body, repaired: false);
        if (header is not null && declaration is not null && !declaration.Equals(header) && Fits(declaration, body))
            return With(declaration, body, repaired: true);
        if (Utf8.IsValid(body))
            return With(Encoding.UTF8, body, repaired: true);
        return With(declared, body, repaired: true);
    }

    private static DecodedBody Utf8OrOther(ReadOnlySpan<byte> body, Encoding? second, bool wasDeclared)
    {
        if (Utf8.IsValid(body))
            return With(Encoding.UTF8, body, repaired: false);
        if (second is not null and not UTF8Encoding && Fits(second, body))
            return With(second, body, repaired: true);
        if (EncodingDetection.IsMostlyUtf8(body))
            return EncodingDetection.DecodeMixed(body);
        return With(EncodingDetection.Detect(body), body, repaired: wasDeclared);
    }

    private static (Encoding Encoding, int Skip)? ByWidth(ReadOnlySpan<byte> body) => body switch
    {
        [0xFF, 0xFE, 0, 0, ..] => (Encoding.UTF32, 4),
        [0, 0, 0xFE, 0xFF, ..] => (new UTF32Encoding(bigEndian: true, byteOrderMark: true), 4),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        [(byte)'<', 0, 0, 0, ..] => (Encoding.UTF32, 0),
        [0, 0, 0, (byte)'<', ..] => (new UTF32Encoding(bigEndian: true, byteOrderMark: true), 0),
        [(byte)'<' or (byte)'{', 0, not 0, 0, ..] => (Encoding.Unicode, 0),
        [0, (byte)'<' or (byte)'{', 0, not 0, ..] => (Encoding.BigEndianUnicode, 0),
        _ => null,
    };

    private static bool HoldsAscii(Encoding encoding) =>
        encoding is not (UnicodeEncoding or UTF32Encoding) && encoding.GetString("<?{A"u8) == "<?{A";

    private static string? DeclaredLabel(ReadOnlySpan<byte> body)
    {
        var window = body[..Math.Min(body.Length, DeclarationWindow)];
        var start = window.IndexOf("<?xml"u8);
        if (start < 0)
            return null;
        window = window[start..];
        var end = window.IndexOf("?>"u8);
        if (end < 0)
            end = window.IndexOf((byte)'>');
        var declaration = end < 0 ? window : window[..end];
        var at = declaration.IndexOf("encoding"u8);
        if (at < 0)
            return null;
        var rest = declaration[(at + 8)..].TrimStart(" \t\r\n="u8);
        if (rest.IsEmpty || rest[0] is not ((byte)'"' or (byte)'\''))
            return null;
        var close = rest[1..].IndexOf(rest[0]);
        return close <= 0 ? null : Encoding.Latin1.GetString(rest.Slice(1, close));
    }

    private static bool Fits(Encoding encoding, ReadOnlySpan<byte> body)
    {
        // Decoding into a pooled array tells without an exception for every bad byte.
        using var decoded = With(encoding, body, repaired: false);
        return !decoded.Text.Contains('\uFFFD');
    }

    private static DecodedBody With(Encoding encoding, ReadOnlySpan<byte> body, bool repaired)
    {
        var chars = ArrayPool<char>.Shared.Rent(Math.Max(16, encoding.GetMaxCharCount(body.Length)));
        var length = encoding.GetChars(body, chars);
        return new DecodedBody(chars, length, encoding.WebName, repaired);
    }
}
