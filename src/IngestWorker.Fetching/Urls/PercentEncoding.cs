using System.Buffers;
using System.Text;

namespace IngestWorker.Fetching;

internal static class PercentEncoding
{
    // WHATWG: the path percent-encode set and the special-query percent-encode set, as what is left alone. The backslash is a
    // slash in a path before it comes here. The percent sign stays: what is encoded already is not encoded again.
    private static readonly SearchValues<char> LegalInPath = SearchValues.Create(Ascii(except: " \"#<>?^`{}"));
    private static readonly SearchValues<char> LegalInQuery = SearchValues.Create(Ascii(except: " \"#<>'"));

    // RFC 3986: pchar, "/" and "?", without the percent sign.
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/?");

    /// <summary>Encodes what may not stand on the wire, and nothing else. Non-ASCII becomes UTF-8.</summary>
    public static string EncodeIllegal(string text, bool inQuery)
    {
        var legal = inQuery ? LegalInQuery : LegalInPath;
        if (!text.AsSpan().ContainsAnyExcept(legal))
            return text;

        var encoded = new StringBuilder(text.Length + 16);
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && legal.Contains((char)rune.Value))
                encoded.Append((char)rune.Value);
            else
                foreach (var octet in utf8[..rune.EncodeToUtf8(utf8)])
                    AppendEncoded(encoded, octet);
        }
        return encoded.ToString();
    }

    /// <summary>One spelling of all equivalent ones (RFC 3986 §6.2.2): unreserved characters plain, everything else in upper-case hex.</summary>
    public static string Normalize(string wire)
    {
        if (!wire.AsSpan().ContainsAnyExcept(Plain))
            return wire;

        var normal = new StringBuilder(wire.Length + 16);
        for (var i = 0; i < wire.Length; i++)
        {
            var c = wire[i];
            if (c == '%' && TryHex(wire, i + 1, out var octet))
            {
                if (IsUnreserved(octet))
                    normal.Append((char)octet);
                else
                    AppendEncoded(normal, octet);
                i += 2;
            }
            else if (Plain.Contains(c))
            {
                normal.Append(c);
            }
            else
            {
                AppendEncoded(normal, (byte)c);
            }
        }
        return normal.ToString();
    }

    private static bool TryHex(string text, int at, out byte octet)
    {
        octet = 0;
        if (at + 1 >= text.Length || !char.IsAsciiHexDigit(text[at]) || !char.IsAsciiHexDigit(text[at + 1]))
            return false;
        octet = (byte)Convert.ToInt32(text.Substring(at, 2), 16);
        return true;
    }

    private static bool IsUnreserved(byte octet) => char.IsAsciiLetterOrDigit((char)octet) || octet is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~';

    private static void AppendEncoded(StringBuilder text, byte octet) =>
        text.Append('%').Append(HexDigit(octet >> 4)).Append(HexDigit(octet & 15));

    private static char HexDigit(int value) => "0123456789ABCDEF"[value];

    private static string Ascii(string except) => string.Concat(Enumerable.Range(0x21, 0x7F - 0x21).Select(c => (char)c).Where(c => !except.Contains(c)));
}
