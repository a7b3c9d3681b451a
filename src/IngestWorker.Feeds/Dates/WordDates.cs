namespace IngestWorker.Feeds.Dates;

/// <summary>Dates of words and numbers in whatever order: RFC 822, asctime, and what people write.</summary>
internal static class WordDates
{
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset date)
    {
        date = default;
        var found = new Found();
        var rest = text;
        while (!(rest = rest.TrimStart(" ,\t\r\n\u00A0")).IsEmpty)
        {
            if (char.IsAsciiDigit(rest[0]) ? !Number(ref rest, ref found) : !Word(ref rest, ref found))
                return false;
        }
        return found.TryDay() && found.Parts.TryMake(out date);
    }

    private static bool Number(ref ReadOnlySpan<char> rest, ref Found found)
    {
        var digits = IsoDates.Digits(rest);
        var after = digits < rest.Length ? rest[digits] : ' ';
        var isClock = (after is ':' or 'h' && digits <= 2 && rest.Length > digits + 1 && char.IsAsciiDigit(rest[digits + 1]))
            || (found.HasDay && !found.HasClock && digits is 4 or 6 && after is ' ' or '+' or '-')
            || IsHourWithHalf(rest, digits);
        if (isClock)
        {
            if (found.HasClock || !Clock.TryRead(ref rest, ref found.Parts))
                return false;
            found.HasClock = true;
            return true;
        }
        if (digits > 4 || !found.AddNumber(IsoDates.Number(rest[..digits]), digits, after))
            return false;
        rest = rest[digits..];
        if (rest.Length >= 2 && (rest.StartsWith("st", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("nd", StringComparison.OrdinalIgnoreCase)
            || rest.StartsWith("rd", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("th", StringComparison.OrdinalIgnoreCase)) && (rest.Length == 2 || !char.IsLetter(rest[2])))
            rest = rest[2..];
        // Separators, and the counters of East Asian dates.
        if (!rest.IsEmpty && rest[0] is '/' or '.' or '년' or '월' or '일' or '年' or '月' or '日')
            rest = rest[1..];
        else if (rest is ['-', not ' ', ..] && (char.IsLetterOrDigit(rest[1])) && !found.HasClock)
            rest = rest[1..];
        return true;
    }

    private static bool IsHourWithHalf(ReadOnlySpan<char> rest, int digits)
    {
        if (digits > 2)
            return false;
        var half = rest[digits..].TrimStart();
        return half.Length >= 2 && half[0] is 'a' or 'A' or 'p' or 'P' && half[1] is 'm' or 'M' && (half.Length == 2 || !char.IsLetter(half[2]));
    }

    private static bool Word(ref ReadOnlySpan<char> rest, ref Found found)
    {
        switch (rest[0])
        {
            case '(' or '[':
                // A remark at the end, mostly the zone's name once more.
                rest = default;
                return true;
            case '+' or '-' or '\u2212' when found.HasClock:
                var offset = rest;
                rest = default;
                return Zones.TryRead(offset, ref found.Parts);
            case '-' or '|' or '@' or '/' or '.' or '\u2013' or '\u00B7':
                rest = rest[1..];
                return true;
        }
        var length = 0;
        while (length < rest.Length && (char.IsLetter(rest[length]) || rest[length] is '\'' or '/' or '_' || char.IsSurrogate(rest[length])))
            length++;
        if (length == 0)
            return false;
        var word = rest[..length];
        if (found.HasClock && IsZone(rest, ref found))
        {
            rest = default;
            return true;
        }
        rest = rest[length..].TrimStart('.');
        return Meaning(word, ref found);
    }

    private static bool IsZone(ReadOnlySpan<char> rest, ref Found found)
    {
        var parts = found.Parts;
        if (!Zones.TryRead(rest, ref parts))
            return false;
        found.Parts = parts;
        return true;
    }

    private static bool Meaning(ReadOnlySpan<char> word, ref Found found)
    {
        var name = word.ToString().ToLowerInvariant();
        if (DateNames.TryDay(name, out var day) && (found.CountOfNumbers == 0 || DateNames.Month(name) == 0) && !(found.Weekday is not null && DateNames.Month(name) > 0))
        {
            // "mar" is Tuesday to some and March to others: the first word of a date that has more is the day.
            found.Weekday = day;
            found.WeekdayWord = name;
            return true;
        }
        if (DateNames.Month(name) is > 0 and var month && found.Parts.Month == 0)
        {
            found.Parts.Month = month;
            return true;
        }
        switch (name)
        {
            case "t" or "at" or "um" or "uhr" or "à" or "a" or "de" or "del" or "of" or "the" or "den" or "kl" or "om" or "le" or "το" or "в" or "г" or "feira" or "às":
                return true;
            case "am" or "오전" or "午前" or "上午":
                return found.SetHalf(isPm: false);
            case "pm" or "오후" or "午後" or "下午":
                return found.SetHalf(isPm: true);
        }
        return Zones.TryName(word, ref found.Parts);
    }

    /// <summary>What was found so far.</summary>
    private struct Found
    {
        public DateParts Parts;
        public bool HasClock;
        public DayOfWeek? Weekday;
        public string? WeekdayWord;
        public int CountOfNumbers;

        private (int Value, int Digits) _first;
        private (int Value, int Digits) _second;
        private (int Value, int Digits) _third;
        private char _separator;
        private bool? _isPm;

        public readonly bool HasDay => CountOfNumbers > 2 || (Parts.Month > 0 && CountOfNumbers == 2);

        public bool AddNumber(int value, int digits, char after)
        {
            switch (++CountOfNumbers)
            {
                case 1:
                    (_first, _separator) = ((value, digits), after);
                    return true;
                case 2:
                    _second = (value, digits);
                    return true;
                case 3 when Parts.Month == 0:
                    _third = (value, digits);
                    return true;
                default:
                    return false;
            }
        }

        public bool SetHalf(bool isPm)
        {
            if (HasClock)
                Clock.Apply(isPm, ref Parts);
            else
                _isPm = isPm;
            return true;
        }

        /// <summary>Decides which number is the day, the month and the year.</summary>
        public bool TryDay()
        {
            if (_isPm is { } isPm && HasClock)
                Clock.Apply(isPm, ref Parts);
            if (Parts.Month == 0 && CountOfNumbers == 2 && WeekdayWord is not null && DateNames.Month(WeekdayWord) is > 0 and var month)
                Parts.Month = month;
            if (Parts.Month == 0)
                return CountOfNumbers == 3 && ThreeNumbers();
            if (CountOfNumbers != 2)
                return false;
            var yearFirst = _first.Digits >= 3 || (_second.Digits < 3 && _first.Value > 31);
            var (year, day) = yearFirst ? (_first, _second) : (_second, _first);
            Parts.Year = DateParts.FullYear(year.Value, year.Digits);
            Parts.Day = day.Value;
            return true;
        }

        private bool ThreeNumbers()
        {
            if (_first.Digits == 4)
            {
                (Parts.Year, Parts.Month, Parts.Day) = (_first.Value, _second.Value, _third.Value);
                return true;
            }
            Parts.Year = DateParts.FullYear(_third.Value, _third.Digits);
            // 09/15/2014 is American; all else that can be is day before month, unless the day of the week speaks against it.
            var monthFirst = _separator == '/' ? _first.Value <= 12 : _second.Value > 12;
            if (Weekday is { } weekday && _first.Value <= 12 && _second.Value <= 12)
                monthFirst = Fits(_first.Value, _second.Value, weekday) || (!Fits(_second.Value, _first.Value, weekday) && monthFirst);
            (Parts.Month, Parts.Day) = monthFirst ? (_first.Value, _second.Value) : (_second.Value, _first.Value);
            return true;
        }

        private readonly bool Fits(int month, int day, DayOfWeek weekday) =>
            Parts.Year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(Parts.Year, month)
            && new DateTime(Parts.Year, month, day).DayOfWeek == weekday;
    }
}
