using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace IngestWorker.Fetching;

/// <summary>WHATWG host parser: domain names in ASCII, IP addresses in one spelling however they are disguised.</summary>
internal static class HostName
{
    // Narrower than WHATWG, which lets "{" and the like pass: no name in the DNS of the web holds anything else.
    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.");

    public static bool TryParse(string text, [NotNullWhen(true)] out string? host, out bool isDomain, [NotNullWhen(false)] out string? reason)
    {
        (host, isDomain, reason) = (null, false, null);
        if (text.StartsWith('['))
            return TryParseIPv6(text, out host, out reason);

        // The path's encoding made non-ASCII of the host percent-encoded, too.
        if (!TryToAscii(text.Contains('%') ? Uri.UnescapeDataString(text) : text, out var name))
            return Fail(text, "is no host name", out reason);
        if (name.EndsWith('.'))
            name = name[..^1];
        if (name.Length == 0)
            return Fail(text, "has no host", out reason);
        if (name.AsSpan().ContainsAnyExcept(Allowed))
            return Fail(text, "is no host name", out reason);

        var labels = name.Split('.');
        if (EndsInNumber(labels[^1]))
        {
            if (!TryParseIPv4(labels, out var address))
                return Fail(text, "is no IPv4 address", out reason);
            host = address.ToString();
            return true;
        }
        if (name.Length > 253 || labels.Any(l => l.Length is 0 or > 63))
            return Fail(text, "is no host name: it has an empty or overlong part", out reason);
        (host, isDomain) = (name, true);
        return true;
    }

    /// <summary>Lower case and IDNA. Full-width letters and dots are what input methods of East Asia leave behind.</summary>
    public static bool TryToAscii(string text, [NotNullWhen(true)] out string? ascii)
    {
        ascii = string.Create(text.Length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = source[i] switch
                {
                    >= '\uFF01' and <= '\uFF5E' => char.ToLowerInvariant((char)(source[i] - 0xFEE0)),
                    '\u3002' or '\uFF61' => '.',
                    var c => char.ToLowerInvariant(c),
                };
        });
        if (System.Text.Ascii.IsValid(ascii))
            return true;
        try
        {
            ascii = new IdnMapping { AllowUnassigned = true }.GetAscii(ascii).ToLowerInvariant();
            return true;
        }
        catch (ArgumentException)
        {
            ascii = null;
            return false;
        }
    }

    private static bool TryParseIPv6(string text, [NotNullWhen(true)] out string? host, [NotNullWhen(false)] out string? reason)
    {
        (host, reason) = (null, null);
        if (text.Contains('%') || !text.EndsWith(']') || !IPAddress.TryParse(text.AsSpan(1, text.Length - 2), out var address)
            || address.AddressFamily != AddressFamily.InterNetworkV6)
            return Fail(text, "is no IPv6 address", out reason);
        host = $"[{address}]";
        return true;
    }

    private static bool EndsInNumber(string label) =>
        label.Length > 0 && (label.All(char.IsAsciiDigit) || TryParseNumber(label, out _));

    // "127.1", "0x7f.0.0.1", "0177.0.0.1" and "2130706433" are all 127.0.0.1 to a C library, so they are here.
    private static bool TryParseIPv4(string[] labels, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        if (labels.Length > 4)
            return false;
        var value = 0L;
        for (var i = 0; i < labels.Length; i++)
        {
            var last = i == labels.Length - 1;
            if (!TryParseNumber(labels[i], out var number) || number > (last ? 0xFFFFFFFFL >> (8 * i) : 255))
                return false;
            value += last ? number : number << (8 * (3 - i));
        }
        address = new IPAddress([(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value]);
        return true;
    }

    private static bool TryParseNumber(string text, out long number)
    {
        number = 0;
        var (digits, numberBase) = text switch
        {
            ['0', 'x', .. var hex] => (hex, 16),
            ['0', .. { Length: > 0 } octal] => (octal, 8),
            _ => (text, 10),
        };
        if (text.Length == 0)
            return false;
        foreach (var c in digits)
        {
            var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : 16;
            if (digit >= numberBase)
                return false;
            number = Math.Min((number * numberBase) + digit, 1L << 40);
        }
        return true;
    }

    private static bool Fail(string text, string what, out string reason)
    {
        reason = $"'{UrlParser.Shorten(text)}' {what}";
        return false;
    }
}
