using System.Collections.Frozen;
using System.Globalization;

namespace IngestWorker.Feeds.Dates;

/// <summary>Time zones: Z, offsets, the names feeds use, and the IANA names of places.</summary>
internal static class Zones
{
    // Minutes east of Greenwich. Where one abbreviation has several meanings, the one of North America (RFC 822) or Europe counts.
    private const string Names = """
        Z=0 UT=0 UTC=0 GMT=0 WET=0 ZULU=0 AT=-240 AST=-240 ADT=-180 NST=-210 NDT=-150 ET=-300 EST=-300 EDT=-240
        CT=-360 CST=-360 CDT=-300 MT=-420 MST=-420 MDT=-360 PT=-480 PST=-480 PDT=-420 AKST=-540 AKDT=-480 HST=-600
        HAST=-600 HADT=-540 BST=60 IST=330 WEST=60 WEDT=60 CET=60 CEST=120 CEDT=120 MET=60 MEST=120 MEZ=60 MESZ=120
        EET=120 EEST=180 EEDT=180 SAST=120 CAT=120 EAT=180 WAT=60 MSK=180 MSD=240 TRT=180 AZT=240 AMT=240 GET=240
        GST=240 PKT=300 UZT=300 IRST=210 NPT=345 BDT=360 MMT=390 ICT=420 WIB=420 WITA=480 WIT=540 HKT=480 SGT=480
        MYT=480 PHT=480 AWST=480 JST=540 KST=540 ACST=570 ACDT=630 AEST=600 AEDT=660 NZST=720 NZDT=780 BRT=-180
        BRST=-120 ART=-180 CLT=-240 CLST=-180 COT=-300 PET=-300 VET=-240
        """;

    private static readonly FrozenDictionary<string, int> MinutesByName = Names
        .Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('='))
        .ToFrozenDictionary(pair => pair[0], pair => int.Parse(pair[1], CultureInfo.InvariantCulture), StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the rest of a date, which is nothing or a zone; a remark in brackets behind it is passed over.</summary>
    public static bool TryRead(ReadOnlySpan<char> rest, ref DateParts parts)
    {
        rest = rest.Trim();
        var bracket = rest.IndexOf('(');
        if (bracket > 0)
            rest = rest[..bracket].TrimEnd();
        rest = rest.Trim("[] ,");
        if (rest.IsEmpty)
            return true;
        if (TryOffset(rest, out var offset))
        {
            parts.Offset = offset;
            return true;
        }
        var sign = rest.IndexOfAny('+', '-');
        if (sign > 0 && MinutesByName.GetAlternateLookup<ReadOnlySpan<char>>().ContainsKey(rest[..sign].TrimEnd()) && TryOffset(rest[sign..], out offset))
        {
            parts.Offset = offset;
            return true;
        }
        return TryName(rest, ref parts);
    }

    public static bool TryName(ReadOnlySpan<char> name, ref DateParts parts)
    {
        if (MinutesByName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name.TrimEnd('.'), out var minutes))
        {
            parts.Offset = TimeSpan.FromMinutes(minutes);
            return true;
        }
        if (!name.Contains('/') || name.Length > 40 || !TimeZoneInfo.TryFindSystemTimeZoneById(name.ToString(), out var zone))
            return false;
        parts.Zone = zone;
        return true;
    }

    /// <summary>+hhmm, +hh:mm, +h, and the same with a minus or the typographic minus.</summary>
    public static bool TryOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = default;
        if (text.Length < 2 || text[0] is not ('+' or '-' or '\u2212'))
            return false;
        var digits = text[1..].TrimStart();
        var colon = digits.IndexOf(':');
        int hours, minutes;
        if (colon >= 0)
        {
            if (colon is 0 or > 2 || digits.Length < colon + 2 || IsoDates.Digits(digits) != colon || IsoDates.Digits(digits[(colon + 1)..]) is not (1 or 2) || colon + 1 + IsoDates.Digits(digits[(colon + 1)..]) != digits.Length)
                return false;
            (hours, minutes) = (IsoDates.Number(digits[..colon]), IsoDates.Number(digits[(colon + 1)..]));
        }
        else
        {
            if (IsoDates.Digits(digits) != digits.Length || digits.Length is 0 or > 4)
                return false;
            var number = IsoDates.Number(digits);
            (hours, minutes) = digits.Length <= 2 ? (number, 0) : (number / 100, number % 100);
        }
        if (hours > 14 || minutes > 59)
            return false;
        offset = new TimeSpan(hours, minutes, 0);
        if (text[0] != '+')
            offset = -offset;
        return true;
    }
}
