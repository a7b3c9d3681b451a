using System.Collections.Frozen;

namespace IngestWorker.Feeds.Dates;

/// <summary>Names of months and days as feeds in many languages write them, in lower case and without a final dot.</summary>
internal static class DateNames
{
    // January to December, a language a line; the forms of one month are separated by bars.
    private const string MonthLines = """
        january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sep|sept october|oct november|nov december|dec
        januar|jän|jänner|jan februar|feber|feb märz|mär|maerz|mrz april|apr mai juni|jun juli|jul august|aug september|sep|sept oktober|okt november|nov dezember|dez
        janvier|janv|jan février|févr|fév|fevrier|fevr|fev mars|mar avril|avr mai juin juillet|juil|jui août|aout|aoû septembre|sept|sep octobre|oct novembre|nov décembre|déc|decembre|dec
        enero|ene febrero|feb marzo|mar abril|abr mayo|may junio|jun julio|jul agosto|ago septiembre|setiembre|sep|sept|set octubre|oct noviembre|nov diciembre|dic
        gennaio|gen febbraio|feb marzo|mar aprile|apr maggio|mag giugno|giu luglio|lug agosto|ago settembre|set|sett ottobre|ott novembre|nov dicembre|dic
        janeiro|jan fevereiro|fev março|marco|mar abril|abr maio|mai junho|jun julho|jul agosto|ago setembro|set outubro|out novembro|nov dezembro|dez
        januari|jan februari|feb maart|mrt april|apr mei juni|jun juli|jul augustus|aug september|sep oktober|okt november|nov december|dec
        januari|jan februari|feb mars|mar april|apr maj juni|jun juli|jul augusti|aug september|sep oktober|okt november|nov december|dec
        januar|jan februar|feb marts|mar april|apr maj|mai juni|jun juli|jul august|aug september|sep oktober|okt november|nov december|desember|des|dec
        tammikuuta|tammi helmikuuta|helmi maaliskuuta|maalis huhtikuuta|huhti toukokuuta|touko kesäkuuta|kesä heinäkuuta|heinä elokuuta|elo syyskuuta|syys lokakuuta|loka marraskuuta|marras joulukuuta|joulu
        stycznia|styczeń|sty lutego|luty|lut marca|marzec|mar kwietnia|kwiecień|kwi maja|maj czerwca|czerwiec|cze lipca|lipiec|lip sierpnia|sierpień|sie września|wrzesień|wrz października|październik|paź listopada|listopad|lis grudnia|grudzień|gru
        ledna|leden|led února|únor|úno března|březen|bře dubna|duben|dub května|květen|kvě června|červen|čvn července|červenec|čvc srpna|srpen|srp září|zář října|říjen|říj listopadu prosince|prosinec|pro
        január|jan február|feb|febr március|márc|már április|ápr május|máj június|jún július|júl augusztus|aug szeptember|szept|sze október|okt november|nov december|dec
        ianuarie|ian februarie|feb martie|mar aprilie|apr mai iunie|iun iulie|iul august|aug septembrie|sept|sep octombrie|oct noiembrie|noi|nov decembrie|dec
        ocak|oca şubat|şub mart|mar nisan|nis mayıs|may haziran|haz temmuz|tem ağustos|ağu eylül|eyl ekim|eki kasım|kas aralık|ara
        января|январь|янв февраля|февраль|фев|февр марта|март|мар апреля|апрель|апр мая|май июня|июнь|июн июля|июль|июл августа|август|авг сентября|сентябрь|сен|сент октября|октябрь|окт ноября|ноябрь|ноя|нояб декабря|декабрь|дек
        січня|січ лютого|лют березня|бер квітня|кві|квіт травня|тра|трав червня|чер|черв липня|лип серпня|сер|серп вересня|вер жовтня|жов|жовт листопада|лис|лист грудня|гру|груд
        ιανουαρίου|ιανουάριος|ιαν φεβρουαρίου|φεβρουάριος|φεβ μαρτίου|μάρτιος|μαρ|μάρ|μαρτ|μάρτ απριλίου|απρίλιος|απρ μαΐου|μαίου|μάιος|μάϊος|μαι|μάι|μαϊ|μάϊ ιουνίου|ιούνιος|ιουν|ιούν|ιον|ιόν ιουλίου|ιούλιος|ιουλ|ιούλ|ιολ|ιόλ αυγούστου|αύγουστος|αυγ|αύγ σεπτεμβρίου|σεπτέμβριος|σεπ|σεπτ οκτωβρίου|οκτώβριος|οκτ νοεμβρίου|νοέμβριος|νοε|νοέ|νοεμ|νοέμ δεκεμβρίου|δεκέμβριος|δεκ|δεκεμ
        januari|jan februari|feb maret|mar april|apr mei juni|jun juli|jul agustus|agu|agt|ags september|sep oktober|okt november|nov|nop desember|des
        siječnja|sij veljače|velj ožujka|ožu travnja|tra svibnja|svi lipnja|lip srpnja|srp kolovoza|kol rujna|ruj listopada|lis studenoga|stu prosinca|pro
        """;

    // Sunday to Saturday.
    private const string DayLines = """
        sunday|sun monday|mon tuesday|tue|tues wednesday|wed|weds thursday|thu|thur|thurs friday|fri saturday|sat
        sonntag|so montag|mo dienstag|di mittwoch|mi donnerstag|do freitag|fr samstag|sonnabend|sa
        dimanche|dim lundi|lun mardi|mar mercredi|mer jeudi|jeu vendredi|ven samedi|sam
        domingo|dom lunes|lun martes|mar miércoles|mié|mie jueves|jue viernes|vie sábado|sáb|sab
        domenica|dom lunedì|lun martedì|mar mercoledì|mer giovedì|gio venerdì|ven sabato|sab
        domingo|dom segunda|seg terça|ter quarta|qua quinta|qui sexta|sex sábado|sáb
        zondag|zo maandag|ma dinsdag|di woensdag|wo donderdag|do vrijdag|vr zaterdag|za
        söndag|sön måndag|mån tisdag|tis onsdag|ons torsdag|tors|tor fredag|fre lördag|lör
        søndag|søn mandag|man tirsdag|tir onsdag|ons torsdag|tor fredag|fre lørdag|lør
        niedziela|niedz|nie poniedziałek|pon|pn wtorek|wt środa|śr|śro czwartek|czw piątek|pt|pią sobota|sob
        vasárnap|vas hétfő|hét kedd szerda csütörtök péntek szombat
        воскресенье|вс|вск понедельник|пн|пнд вторник|вт|втр среда|ср|срд четверг|чт|чтв пятница|пт|птн суббота|сб|сбт
        κυριακή|κυρ δευτέρα|δευ τρίτη|τρι τετάρτη|τετ πέμπτη|πεμ παρασκευή|παρ σάββατο|σαβ
        pazar|paz pazartesi|pzt salı|sal çarşamba|çar perşembe|per cuma|cum cumartesi|cmt
        """;

    private static readonly FrozenDictionary<string, int> Months = Read(MonthLines, 1);
    private static readonly FrozenDictionary<string, int> Days = Read(DayLines, 0);

    /// <summary>1 to 12; 0 for what is no month.</summary>
    public static int Month(string word) => Months.GetValueOrDefault(word);

    public static bool TryDay(string word, out DayOfWeek day)
    {
        var found = Days.TryGetValue(word, out var number);
        day = (DayOfWeek)number;
        return found;
    }

    private static FrozenDictionary<string, int> Read(string lines, int first)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var number = first;
            foreach (var forms in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                // The earlier line counts: "lis" is November to Poles before it is October to Croats.
                foreach (var form in forms.Split('|'))
                    names.TryAdd(form, number);
                number++;
            }
        }
        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
