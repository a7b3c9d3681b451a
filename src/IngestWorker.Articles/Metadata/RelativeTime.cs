using System.Collections.Frozen;

namespace IngestWorker.Articles.Metadata;

/// <summary>Reads times that are told from the reader's present: "3 hours ago", "vor 3 Stunden", "3時間前", "yesterday, 18:20".</summary>
internal static class RelativeTime
{
    private const int LongestText = 48;
    private const int MostMarks = 3;

    // A language a line: what says that the time is past; the beginnings of minute, hour, day and week. A line begins with a word, or a part of
    // one in scripts without spaces. Spaces in a sign are written as _.
    private static readonly string[] Languages =
    [
        "ago min,m hour,hr,h day,d week,wk,w",
        "vor min stunde,std tag woche",
        "geleden min uur,uren dag week,weken",
        "il_y_a min heure,h jour,j semaine",
        "hace min hora,h día,dia semana",
        "há,atrás min hora,h dia semana",
        "fa min or,h giorn settiman",
        "fa min hor dia,dies setman",
        "acum min or zi săptămân",
        "sedan min tim dag,dygn veck",
        "siden min time,timer dag,døgn uke,uge",
        "síðan mín klukku,klst dag,dög vik",
        "sitten min tun päiv viik",
        "tagasi min tund,tunni päev nädal",
        "pirms min stund dien nedēļ",
        "prieš min valand,val dien,d savait,sav",
        "temu min godz,h dni,dzień tydz,tyg",
        "před min hod dny,dnem,dn týd",
        "pred min hod,ur dň,dn týž,tedn",
        "prije,pre min sat dan nedelj,tjed",
        "ezelőtt,órája,perce,napja,hete perc,perce óráv,órája,óra nap,napja hét,hete",
        "πριν λεπτ ώρ,ωρ ημέρ,μέρ εβδομάδ",
        "назад мин час,ч дн,день,сут недел",
        "тому хв год дн,день тиж",
        "таму хвіл,мін гадз дн,дзень тыд",
        "преди,пред мин час ден,дни,дена седмиц,недел",
        "пре мин сат дан недељ",
        "önce dakika,dk saat,sa gün hafta",
        "əvvəl dəqiqə saat gün həftə",
        "бұрын минут сағат күн апта",
        "წინ წუთ საათ დღ კვირ",
        "առաջ րոպե ժամ օր շաբաթ",
        "לפני דק שע יום,ימים שבוע",
        "منذ,قبل دقيق,دقائق ساع يوم,أيام,ايام أسبوع,أسابيع",
        "پیش,قبل دقیقه ساعت روز هفته",
        "قبل,پہلے منٹ گھنٹ دن ہفت",
        "पहले,पूर्व मिनट घंट,घण्ट दिन हफ़्त,हफ्त,सप्ताह",
        "पूर्वी मिनिट तास दिवस आठवड",
        "अगाडि मिनेट घण्टा दिन हप्ता",
        "আগে,পূর্বে মিনিট ঘণ্টা,ঘন্টা দিন সপ্তাহ",
        "முன்,முன்பு நிமிட மணி நாள்,நாட்கள் வார",
        "క్రితం నిమిష గంట రోజ వార",
        "lalu min,menit jam hari minggu,pekan",
        "trước phút giờ,tiếng ngày tuần",
        "ที่แล้ว,ที่ผ่านมา,ก่อน นาที ชั่วโมง,ชม วัน สัปดาห์",
        "前 分 小時,小时,時間,个小时,個小時 天,日 週,周,星期",
        "전 분 시간 일 주",
        "nakalipas min oras araw linggo",
        "iliyopita,zilizopita dakika saa siku wiki",
    ];

    private static readonly TimeSpan[] Units = [TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), TimeSpan.FromDays(1), TimeSpan.FromDays(7)];

    private static readonly (string[] Marks, string[][] Units)[] Table =
        [.. Languages.Select(line => line.Split(' ')).Select(parts => (Spaced(parts[0]), parts[1..].Select(Spaced).ToArray()))];

    private static readonly FrozenDictionary<string, int> Days = new[]
    {
        "today heute hoy hoje aujourd'hui aujourd’hui oggi avui azi vandaag idag i_dag tänään täna šodien šiandien dziś dzisiaj dnes danes danas ma σήμερα сегодня сёння сьогодні днес денес данас bugün bu_gün бүгін დღეს այսօր היום اليوم امروز آج आज আজ இன்று నేడు hari_ini hôm_nay วันนี้ 今天 今日 오늘 ngayon leo",
        "yesterday gestern ayer ontem hier ieri ahir gisteren igår i_går eilen eile vakar wczoraj včera včeraj jučer juče tegnap χθες χτες вчера учора вчора јуче dün dünən кеше გუშინ երեկ אתמול أمس امس دیروز کل कल গতকাল நேற்று నిన్న kemarin hôm_qua เมื่อวาน 昨天 昨日 어제 kahapon jana",
    }.SelectMany((line, days) => line.Split(' ').Select(word => (Word: word.Replace('_', ' '), Days: days))).ToFrozenDictionary(pair => pair.Word, pair => pair.Days, StringComparer.OrdinalIgnoreCase);

    /// <param name="text">A short text that is a time and little else.</param>
    /// <param name="now">When the reader read it.</param>
    public static ReadDate? Read(ReadOnlySpan<char> text, DateTimeOffset now)
    {
        text = text.Trim();
        if (text.Length is < 2 or > LongestText)
            return null;
        return Ago(text, now) ?? NamedDay(text, now);
    }

    private static ReadDate? Ago(ReadOnlySpan<char> text, DateTimeOffset now)
    {
        var start = text.IndexOfFirstDigit();
        if (start < 0)
            return null;
        int end = start, number = 0;
        for (; end < text.Length && char.IsDigit(text[end]); end++)
            number = Math.Min(1_000, (number * 10) + (int)char.GetNumericValue(text[end]));
        if (number is 0 or > 999 || text[end..].IndexOfFirstDigit() >= 0)
            return null;
        var unit = text[end..].TrimStart();
        foreach (var (marks, units) in Table)
        {
            for (var i = 0; i < units.Length; i++)
            {
                if (Starting(unit, units[i]) is not (> 0 and var length) || !IsMarked(text, start, unit, length, marks))
                    continue;
                var value = now - (number * Units[i]);
                return Units[i] < TimeSpan.FromDays(1) ? new ReadDate(value, false) : new ReadDate(new DateTimeOffset(value.UtcDateTime.Date, TimeSpan.Zero), true);
            }
        }

        return null;
    }

    /// <summary>True where the sign stands before the number, or in the rest of the unit's words: "3 hours and 5 minutes" is a duration.</summary>
    private static bool IsMarked(ReadOnlySpan<char> text, int number, ReadOnlySpan<char> unit, int unitLength, string[] marks)
    {
        foreach (var mark in marks)
        {
            var before = text[..number].TrimEnd();
            if (before.EndsWith(mark, StringComparison.OrdinalIgnoreCase) && (before.Length == mark.Length || !char.IsLetter(before[^(mark.Length + 1)])))
                return true;
            // "πριν από 3 ώρες", "vor etwa 3 Stunden"
            if (before.StartsWith(mark, StringComparison.OrdinalIgnoreCase) && before.Length > mark.Length && before[mark.Length] == ' ' && before.Length - mark.Length < 8)
                return true;
            // In Hungarian unit and sign are one word.
            if (unit.StartsWith(mark, StringComparison.OrdinalIgnoreCase))
                return true;
            var at = unit.IndexOf(mark, StringComparison.OrdinalIgnoreCase);
            if (at >= unitLength && Words(unit[..at]) <= MostMarks && (at + mark.Length == unit.Length || !char.IsLetter(unit[at + mark.Length]))
                && (IsUnspaced(mark[0]) || !char.IsLetter(unit[at - 1])))
                return true;
        }

        return false;
    }

    private static ReadDate? NamedDay(ReadOnlySpan<char> text, DateTimeOffset now)
    {
        var lookup = Days.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var end = Math.Min(text.Length, 16); end > 0; end--)
        {
            if ((end < text.Length && (char.IsLetterOrDigit(text[end]) && !char.IsDigit(text[end]))) || !lookup.TryGetValue(text[..end], out var days))
                continue;
            // The day alone, or with a time of day behind it: a sentence may begin with such a word as well.
            var day = DateOnly.FromDateTime(now.Date).AddDays(-days);
            var rest = text[end..].Trim();
            if (rest.TrimStart(",:;|·•-–—").IsEmpty)
                return new ReadDate(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero), true);
            Span<DateToken> tokens = stackalloc DateToken[8];
            tokens = tokens[..DateToken.Split(text, tokens, false)];
            return rest.Length < 24 && TimeText.Find(text, tokens, 0, day, out var time, out var zone)
                ? new ReadDate(new DateTimeOffset(day.ToDateTime(time), zone ?? now.Offset), false)
                : null;
        }

        return null;
    }

    private static int Starting(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var word in words)
        {
            // A letter alone is a unit only where it is all of the word: "3 h", "5m".
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (word.Length > 1 || IsUnspaced(word[0]) || text.Length == 1 || !char.IsLetter(text[1])))
                return word.Length;
        }

        return 0;
    }

    private static int Words(ReadOnlySpan<char> text)
    {
        var words = 0;
        foreach (var range in text.Split(' '))
            words += text[range].IsEmpty ? 0 : 1;
        return words;
    }

    private static bool IsUnspaced(char c) => c is >= '\u2E80' and <= '\uD7FF' || MonthNames.IsUnspaced(c);

    private static int IndexOfFirstDigit(this ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsDigit(text[i]))
                return i;
        }

        return -1;
    }

    private static string[] Spaced(string words) => [.. words.Split(',').Select(word => word.Replace('_', ' '))];
}
