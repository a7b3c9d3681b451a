using System.Collections.Frozen;
using System.Globalization;

namespace IngestWorker.Articles.Metadata;

/// <summary>A date as it was read.</summary>
/// <param name="Value">The time; midnight UTC where only a day is given.</param>
/// <param name="IsDay">True where there is no time of day.</param>
internal readonly record struct ReadDate(DateTimeOffset Value, bool IsDay);

/// <summary>
/// Reads dates as pages write them: ISO 8601 and what passes for it, mail dates, seconds since 1970, and days in words in the
/// languages of large news markets. The text may hold other words around the date.
/// </summary>
internal static class DateText
{
    private static readonly FrozenDictionary<string, int> Months = MonthNames().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> MonthBySpan = Months.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="text">The text with the date.</param>
    /// <param name="monthFirst">How 3/4/2025 is meant where nothing else tells.</param>
    public static ReadDate? Read(ReadOnlySpan<char> text, bool monthFirst = false)
    {
        text = text.Trim();
        if (text.Length is < 6 or > 400)
            return null;
        if (Epoch(text) is { } epoch)
            return epoch;
        Span<Token> tokens = stackalloc Token[48];
        var count = Tokenize(text, tokens);
        tokens = tokens[..count];
        for (var i = 0; i < tokens.Length; i++)
        {
            if (Day(text, tokens, i, monthFirst, out var date, out var next))
                return WithTime(text, tokens, next, i, date);
        }

        return null;
    }

    private static ReadDate? Epoch(ReadOnlySpan<char> text)
    {
        if (text.Length is not (10 or 13) || text.ContainsAnyExceptInRange('0', '9') || text[0] != '1')
            return null;
        var number = long.Parse(text, CultureInfo.InvariantCulture);
        return new ReadDate(text.Length == 10 ? DateTimeOffset.FromUnixTimeSeconds(number) : DateTimeOffset.FromUnixTimeMilliseconds(number), false);
    }

    private static bool Day(ReadOnlySpan<char> text, ReadOnlySpan<Token> tokens, int i, bool monthFirst, out DateOnly date, out int next)
    {
        date = default;
        next = i + 3;
        var a = tokens[i];
        if (a.Kind == TokenKind.Number && a.Length == 8 && i == 0 && Make(a.Value / 10_000, a.Value / 100 % 100, a.Value % 100, out date))
        {
            next = i + 1;
            return true;
        }

        if (i + 2 >= tokens.Length)
            return false;
        var (b, c) = (tokens[i + 1], tokens[i + 2]);
        if (a.Kind == TokenKind.Number && b.Kind == TokenKind.Number && c.Kind == TokenKind.Number && IsDateGap(text, a, b) && IsDateGap(text, b, c))
        {
            if (a.Length == 4)
                return Make(a.Value, b.Value, c.Value, out date);
            if (c.Length is not (4 or 2) || a.Length > 2 || b.Length > 2)
                return false;
            var separator = text[a.End];
            if (c.Length == 2 && separator == ':')
                return false;
            var year = c.Length == 4 ? c.Value : 2000 + c.Value;
            if (separator == '/' && (monthFirst ? a.Value <= 12 : b.Value > 12))
                return Make(year, a.Value, b.Value, out date);
            return Make(year, b.Value, a.Value, out date);
        }

        // 5 March 2025, 5. März 2025, 5 de marzo de 2025
        if (a.Kind == TokenKind.Number && a.Length <= 2 && b.Kind == TokenKind.Month && c.Kind == TokenKind.Number && c.Length is 4 or 2)
            return Make(c.Length == 4 ? c.Value : 2000 + c.Value, b.Value, a.Value, out date);
        // March 5, 2025
        if (a.Kind == TokenKind.Month && b.Kind == TokenKind.Number && b.Length <= 2 && c.Kind == TokenKind.Number && c.Length == 4)
            return Make(c.Value, a.Value, b.Value, out date);
        // 2025 March 5
        if (a.Kind == TokenKind.Number && a.Length == 4 && b.Kind == TokenKind.Month && c.Kind == TokenKind.Number && c.Length <= 2)
            return Make(a.Value, b.Value, c.Value, out date);
        return false;
    }

    private static ReadDate WithTime(ReadOnlySpan<char> text, ReadOnlySpan<Token> tokens, int next, int first, DateOnly day)
    {
        // The time stands behind the day, or before it ("10:15, 5 March").
        if (Time(text, tokens, next, out var time, out var zone) || (first >= 2 && Time(text, tokens, first - 2, out time, out zone)))
        {
            try
            {
                return new ReadDate(new DateTimeOffset(day.ToDateTime(time), zone ?? TimeSpan.Zero), false);
            }
            catch (ArgumentOutOfRangeException)
            {
                // An offset beyond fourteen hours.
            }
        }

        return new ReadDate(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero), true);
    }

    private static bool Time(ReadOnlySpan<char> text, ReadOnlySpan<Token> tokens, int from, out TimeOnly time, out TimeSpan? zone)
    {
        (time, zone) = (default, null);
        for (var i = from; i + 1 < tokens.Length && i < from + 4; i++)
        {
            var (hour, minute) = (tokens[i], tokens[i + 1]);
            if (hour.Kind != TokenKind.Number || minute.Kind != TokenKind.Number || hour.Length > 2 || minute.Length != 2 || hour.Value > 24 || minute.Value > 59
                || minute.Start != hour.End + 1 || text[hour.End] is not (':' or '.' or 'h' or 'H' or '：' or '時' or '시' or '时'))
                continue;
            var at = i + 2;
            var second = 0;
            if (at < tokens.Length && tokens[at].Kind == TokenKind.Number && tokens[at].Length == 2 && tokens[at].Value < 60 && tokens[at].Start == minute.End + 1 && text[minute.End] == ':')
                second = tokens[at++].Value;
            var end = tokens[at - 1].End;
            if (end < text.Length && text[end] is '.' or ',')
            {
                // Fractions of a second.
                var digits = end + 1;
                while (digits < text.Length && char.IsAsciiDigit(text[digits]))
                    digits++;
                if (digits > end + 1)
                    end = digits;
            }

            var h = hour.Value;
            var rest = text[end..].TrimStart();
            if (rest.StartsWith("p", StringComparison.OrdinalIgnoreCase) && rest.Length > 1 && rest[1] is 'm' or 'M' or '.' && h < 12)
                h += 12;
            else if (rest.StartsWith("a", StringComparison.OrdinalIgnoreCase) && rest.Length > 1 && rest[1] is 'm' or 'M' or '.' && h == 12)
                h = 0;
            time = new TimeOnly(h % 24, minute.Value, second);
            zone = TimeZoneText.Read(rest);
            return true;
        }

        return false;
    }

    private static bool Make(int year, int month, int day, out DateOnly date)
    {
        // Thai pages count from 543 years earlier.
        if (year is > 2500 and < 2600)
            year -= 543;
        var good = year is >= 1900 and <= 2100 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        date = good ? new DateOnly(year, month, day) : default;
        return good;
    }

    private static bool IsDateGap(ReadOnlySpan<char> text, in Token a, in Token b)
    {
        var gap = text[a.End..b.Start].Trim();
        return gap.Length == 0 ? b.Start > a.End : gap is "-" or "/" or "." or "年" or "月" or "년" or "월" or "‑" or "–" or "／";
    }

    private static int Tokenize(ReadOnlySpan<char> text, Span<Token> tokens)
    {
        var count = 0;
        for (var i = 0; i < text.Length && count < tokens.Length;)
        {
            var start = i;
            if (char.IsDigit(text[i]))
            {
                var value = 0;
                for (; i < text.Length && char.IsDigit(text[i]) && i - start < 9; i++)
                    value = (value * 10) + (int)char.GetNumericValue(text[i]);
                while (i < text.Length && char.IsDigit(text[i]))
                    i++;
                tokens[count++] = new Token(TokenKind.Number, start, i, value);
            }
            else if (char.IsLetter(text[i]))
            {
                while (i < text.Length && (char.IsLetter(text[i]) || char.GetUnicodeCategory(text[i]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark))
                    i++;
                if (MonthBySpan.TryGetValue(text[start..i], out var month))
                    tokens[count++] = new Token(TokenKind.Month, start, i, month);
            }
            else
            {
                i++;
            }
        }

        return count;
    }

    private static Dictionary<string, int> MonthNames()
    {
        var result = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        string[] months =
        [
            "january jan januar janvier janv enero ene gennaio gen janeiro januari januar ocak oca января январь янв січня stycznia styczeń sty ledna leden ianuarie januára január tammikuuta tammikuu ιανουαρίου ιανουάριος ιαν يناير كانون जनवरी มกราคม tháng1 siječnja jaanuar janvāris sausio ינואר בינואר জানুয়ারি януари јануар",
            "february feb februar février févr fév febrero febbraio fevereiro fev februari şubat şub февраля февраль фев лютого lutego luty lut února únor februarie februára február helmikuuta helmikuu φεβρουαρίου φεβ فبراير شباط फरवरी กุมภาพันธ์ veljače פברואר בפברואר ফেব্রুয়ারি февруари фебруар",
            "march mar märz mrz mars marzo março maart mart марта март мар березня marca marzec března březen martie március maaliskuuta maaliskuu μαρτίου μαρ مارس آذار मार्च มีนาคม maret ožujka מרץ במרץ মার্চ marts",
            "april apr avril avr abril abr aprile nisan nis апреля апрель апр квітня kwietnia kwiecień kwi dubna duben aprilie apríla április huhtikuuta huhtikuu απριλίου απρ أبريل ابريل نيسان अप्रैल เมษายน travnja אפריל באפריל এপ্রিল април",
            "may mai mayo maggio mag maio mei mayıs мая май травня maja maj května květen máj május toukokuuta toukokuu μαΐου μαϊ μάιος مايو أيار मई พฤษภาคม svibnja מאי במאי মে мај",
            "june jun juni juin junio giugno giu junho haziran haz июня июнь июн червня czerwca czerwiec cze června červen iunie júna június kesäkuuta kesäkuu ιουνίου ιουν يونيو حزيران जून มิถุนายน lipnja יוני ביוני জুন юни јун",
            "july jul juli juillet juil julio luglio lug julho temmuz tem июля июль июл липня lipca lipiec lip července červenec iulie júla július heinäkuuta heinäkuu ιουλίου ιουλ يوليو تموز जुलाई กรกฎาคม srpnja יולי ביולי জুলাই юли јул",
            "august aug août aout agosto ago augustus ağustos ağu августа август авг серпня sierpnia sierpień sie srpna srpen augusta augusztus elokuuta elokuu αυγούστου αυγ أغسطس آب अगस्त สิงหาคม agustus kolovoza אוגוסט באוגוסט আগস্ট",
            "september sep sept septembre septiembre setiembre settembre set setembro eylül eyl сентября сентябрь сен сент вересня września wrzesień wrz září septembrie septembra szeptember syyskuuta syyskuu σεπτεμβρίου σεπ سبتمبر أيلول सितंबर सितम्बर กันยายน rujna ספטמבר בספטמבר সেপ্টেম্বর септември септембар",
            "october oct oktober okt octobre octubre ottobre ott outubro out ekim eki октября октябрь окт жовтня października październik paź října říjen octombrie októbra október lokakuuta lokakuu οκτωβρίου οκτ أكتوبر اكتوبر अक्टूबर अक्तूबर ตุลาคม listopada אוקטובר באוקטובר অক্টোবর октомври октобар",
            "november nov novembre noviembre novembro kasım kas ноября ноябрь ноя листопада listopad lis listopadu noiembrie novembra marraskuuta marraskuu νοεμβρίου νοε نوفمبر नवंबर नवम्बर พฤศจิกายน studenoga studenog נובמבר בנובמבר নভেম্বর ноември новембар nopember",
            "december dec dezember dez décembre déc diciembre dic dicembre dezembro desember aralık ara декабря декабрь дек грудня grudnia grudzień gru prosince prosinec decembrie decembra joulukuuta joulukuu δεκεμβρίου δεκ ديسمبر दिसंबर दिसम्बर ธันวาคม prosinca דצמבר בדצמבר ডিসেম্বর декември децембар",
        ];
        for (var month = 0; month < months.Length; month++)
        {
            foreach (var name in months[month].Split(' '))
                result.TryAdd(name, month + 1);
        }

        // "listopada" is November in Polish and October in Croatian; Poland prints more.
        result["listopada"] = 11;
        return result;
    }

    private enum TokenKind : byte { Number, Month }

    private readonly record struct Token(TokenKind Kind, int Start, int End, int Value)
    {
        public int Length => End - Start;
    }
}
