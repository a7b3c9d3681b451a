namespace IngestWorker.Articles.Metadata;

/// <summary>News agencies by the names and abbreviations under which their texts appear.</summary>
internal static class Agencies
{
    private const int LongestDateline = 90;

    private static readonly (char Open, char Close)[] Brackets = [('(', ')'), ('/', '/'), ('【', '】'), ('（', '）'), ('[', ']')];

    private static readonly Dictionary<string, string> ByName = Build();

    /// <summary>The agency's usual name; null where the text names none.</summary>
    public static string? Named(string text) => ByName.GetValueOrDefault(Key(text));

    /// <summary>The agency of a dateline: "LAREN, May 14 (Reuters) -", "MOSCOW, October 2. /TASS/."; null where there is none.</summary>
    public static string? InDateline(ReadOnlySpan<char> firstLine)
    {
        var start = firstLine[..Math.Min(firstLine.Length, LongestDateline)];
        foreach (var (open, close) in Brackets)
        {
            var from = start.IndexOf(open);
            var length = from < 0 ? -1 : start[(from + 1)..].IndexOf(close);
            if (length is > 1 and < 40 && Named(start.Slice(from + 1, length).ToString()) is { } agency)
                return agency;
        }

        return null;
    }

    /// <summary>The agency of a text's last line: "(ANI)" or "- AFP" at its end, or the line's all: "Reuters, AP"; null where there is none.</summary>
    public static string? InCredit(ReadOnlySpan<char> lastLine)
    {
        var line = lastLine.Trim().TrimEnd(".。").Trim();
        foreach (var (open, close) in Brackets)
        {
            var from = line.EndsWith([close]) ? line[..^1].LastIndexOf(open) : -1;
            if (from >= 0 && line.Length - from < 40 && Named(line[(from + 1)..^1].ToString()) is { } bracketed)
                return bracketed;
        }

        if (line.LastIndexOfAny("-–—") is > 0 and var dash && line.Length - dash < 30 && line[dash - 1] == ' ' && Named(line[(dash + 1)..].ToString()) is { } behind)
            return behind;
        if (line.Length > 40)
            return null;
        foreach (var part in line.ToString().Split([',', '/', '|', ':', '&'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Named(part) is { } agency)
                return agency;
        }

        return null;
    }

    private static string Key(string text) => Titles.Letters(text);

    private static Dictionary<string, string> Build()
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in new[]
        {
            "Reuters:Reuters,Thomson Reuters,Reuters Staff,Reuters News Agency,via Reuters,By Reuters,Рейтер,Рейтерс,路透社,路透,ロイター,로이터,رويترز,Thomson Reuters Foundation",
            "AP:Associated Press,The Associated Press,AP,AP News,The AP,Associated Press Writer",
            "AFP:AFP,Agence France-Presse,Agence France Presse,法新社,AFP News,AFP通信,فرانس برس,AFP with Reuters",
            "dpa:dpa,Deutsche Presse-Agentur,dpa-infocom,dpa International", "UPI:UPI,United Press International", "EFE:EFE,Agencia EFE,Agencias EFE",
            "ANSA:ANSA,Agenzia ANSA", "Interfax:Interfax,Интерфакс", "TASS:TASS,ТАСС,ITAR-TASS", "RIA Novosti:RIA Novosti,РИА Новости", "Xinhua:Xinhua,Xinhua News Agency,新华社,新華社",
            "Anadolu:Anadolu,Anadolu Agency,Anadolu Ajansı,AA", "Kyodo:Kyodo,Kyodo News,共同通信,共同", "Jiji:Jiji,Jiji Press,時事通信,時事", "Yonhap:Yonhap,Yonhap News,Yonhap News Agency,연합뉴스",
            "PTI:PTI,Press Trust of India", "ANI:ANI,Asian News International", "IANS:IANS,Indo-Asian News Service", "PA Media:PA,PA Media,Press Association,PA News Agency",
            "APA:APA,Austria Presse Agentur", "SDA:SDA,Keystone-SDA,SDA-Keystone", "Belga:Belga,Agence Belga", "ANP:ANP", "NTB:NTB", "TT:TT Nyhetsbyrån,TT", "Ritzau:Ritzau", "STT:STT", "PAP:PAP,Polska Agencja Prasowa",
            "ČTK:ČTK,CTK", "MTI:MTI", "Agerpres:Agerpres", "BTA:BTA,БТА", "Tanjug:Tanjug,Танјуг", "Hina:Hina", "Ukrinform:Ukrinform,Укрінформ", "UNIAN:UNIAN,УНІАН,УНИАН", "Interfax-Ukraine:Interfax-Ukraine,Інтерфакс-Україна",
            "IRNA:IRNA", "Tasnim:Tasnim", "SANA:SANA", "WAM:WAM", "SPA:SPA,Saudi Press Agency", "MENA:MENA", "Antara:Antara", "Bernama:Bernama", "TNA:TNA", "VNA:VNA,TTXVN", "Lusa:Lusa,Agência Lusa", "Télam:Télam,Telam",
            "Agência Brasil:Agência Brasil,Agencia Brasil", "Estadão Conteúdo:Estadão Conteúdo", "Folhapress:Folhapress", "Europa Press:Europa Press", "Notimex:Notimex", "Adnkronos:Adnkronos", "LaPresse:LaPresse", "Canadian Press:The Canadian Press,Canadian Press",
            "AAP:AAP,Australian Associated Press", "Bloomberg:Bloomberg,Bloomberg News", "NAN:NAN,News Agency of Nigeria", "KCNA:KCNA", "BelTA:BelTA,БелТА", "Kazinform:Kazinform", "Trend:Trend News Agency", "Azertac:Azertac,AZERTAC", "Armenpress:Armenpress",
            "CNA Taiwan:中央社", "ETX:ETX Studio,ETX Daily Up", "ATS:ATS,Keystone-ATS",
        })
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            foreach (var name in line[(colon + 1)..].Split(','))
                result.TryAdd(Key(name), line[..colon]);
        }

        return result;
    }
}
