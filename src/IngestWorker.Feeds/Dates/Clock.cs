namespace IngestWorker.Feeds.Dates;

/// <summary>The time of day.</summary>
internal static class Clock
{
    /// <summary>Reads hours, minutes, seconds, fraction and am or pm from the front of the text.</summary>
    public static bool TryRead(ref ReadOnlySpan<char> rest, ref DateParts parts)
    {
        var digits = IsoDates.Digits(rest);
        if (digits is 4 or 6)
        {
            parts.Hour = IsoDates.Number(rest[..2]);
            parts.Minute = IsoDates.Number(rest[2..4]);
            parts.Second = digits == 6 ? IsoDates.Number(rest[4..6]) : 0;
            rest = rest[digits..];
        }
        else
        {
            if (digits is not (1 or 2))
                return false;
            parts.Hour = IsoDates.Number(rest[..digits]);
            rest = rest[digits..];
            if (Next(ref rest, out var minute))
                parts.Minute = minute;
            if (Next(ref rest, out var second))
                parts.Second = second;
        }
        Fraction(ref rest, ref parts);
        HalfOfDay(ref rest, ref parts);
        return true;
    }

    private static bool Next(ref ReadOnlySpan<char> rest, out int number)
    {
        number = 0;
        if (rest.Length < 2 || rest[0] is not (':' or 'h' or '.'))
            return false;
        var digits = IsoDates.Digits(rest[1..]);
        if (digits is not (1 or 2))
            return false;
        number = IsoDates.Number(rest.Slice(1, digits));
        rest = rest[(1 + digits)..];
        return true;
    }

    private static void Fraction(ref ReadOnlySpan<char> rest, ref DateParts parts)
    {
        if (rest.Length < 2 || rest[0] is not ('.' or ',' or ':') || !char.IsAsciiDigit(rest[1]))
            return;
        var digits = IsoDates.Digits(rest[1..]);
        long ticks = 0;
        for (var i = 0; i < 7; i++)
            ticks = ticks * 10 + (i < digits ? rest[1 + i] - '0' : 0);
        parts.FractionTicks = ticks;
        rest = rest[(1 + digits)..];
    }

    /// <summary>am and pm, also in Korean, Japanese and Chinese where the half of the day may stand behind.</summary>
    private static void HalfOfDay(ref ReadOnlySpan<char> rest, ref DateParts parts)
    {
        var text = rest.TrimStart();
        var isAm = text.StartsWith("am", StringComparison.OrdinalIgnoreCase) || text.StartsWith("a.m.", StringComparison.OrdinalIgnoreCase);
        var isPm = text.StartsWith("pm", StringComparison.OrdinalIgnoreCase) || text.StartsWith("p.m.", StringComparison.OrdinalIgnoreCase);
        if (!isAm && !isPm)
            return;
        var length = text[1] == '.' ? 4 : 2;
        if (text.Length > length && char.IsLetter(text[length]))
            return;
        rest = text[length..];
        Apply(isPm, ref parts);
    }

    public static void Apply(bool isPm, ref DateParts parts)
    {
        if (isPm && parts.Hour < 12)
            parts.Hour += 12;
        else if (!isPm && parts.Hour == 12)
            parts.Hour = 0;
    }
}
