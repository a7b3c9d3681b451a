using System.Text;

namespace IngestWorker.Tests.Articles;

/// <summary>News pages in several markups around one text.</summary>
internal static class TestPages
{
    public const string Title = "Ministers of two river states agree to reopen the bridge at Laren";

    public static readonly string[] Paragraphs =
    [
        "The foreign ministers of Norland and Westmark agreed on Tuesday to reopen the road bridge at Laren, which has been closed since fighting broke out along the river in spring.",
        "“The bridge will carry food and medicine first, and people from the first of next month,” Norland’s minister, Ada Brandt, told reporters after nine hours of talks in the border town.",
        "Westmark’s defence ministry said its engineers had begun to clear mines on the eastern bank, and that two soldiers were injured on Monday when one of them went off.",
        "At least 40 people have been killed on both sides since March, according to the Red Cross, which keeps a hospital in the valley.",
        "Norland accuses its neighbour of shelling three villages in April. Westmark denies this and says that armed groups outside its control were responsible.",
        "The two governments will meet again in two weeks, under the eyes of observers from the regional union, to talk about the exchange of prisoners.",
    ];

    public static readonly string[] German =
    [
        "Die Außenminister der beiden Nachbarstaaten haben sich am Dienstag darauf geeinigt, die Brücke bei Laren wieder zu öffnen, die seit den Kämpfen im Frühjahr gesperrt ist.",
        "„Zuerst werden Lebensmittel und Medikamente über die Brücke gebracht, vom nächsten Monat an dürfen auch Menschen sie benutzen“, sagte Ministerin Ada Brandt nach neun Stunden Verhandlungen.",
        "Nach Angaben des Verteidigungsministeriums haben Pioniere begonnen, das Ostufer von Minen zu räumen; zwei Soldaten wurden dabei am Montag verletzt.",
        "Seit März sind auf beiden Seiten mindestens 40 Menschen getötet worden, teilte das Rote Kreuz mit, das im Tal ein Krankenhaus unterhält.",
    ];

    public static readonly string[] Japanese =
    [
        "両国の外相は火曜日、春に川沿いで戦闘が始まって以来閉鎖されていたラレン橋を再び開通させることで合意した。",
        "「橋はまず食料と医薬品を運び、来月一日から人も渡れるようになる」と、九時間に及ぶ会談の後、ブラント外相は記者団に語った。",
        "国防省によると、工兵部隊が東岸の地雷除去を始めており、月曜日には地雷の爆発で兵士二人が負傷したという。",
        "渓谷で病院を運営する赤十字によれば、三月以降、双方で少なくとも四十人が死亡している。",
    ];

    public static readonly string[] Arabic =
    [
        "اتفق وزيرا خارجية البلدين يوم الثلاثاء على إعادة فتح جسر لارين، المغلق منذ اندلاع القتال على طول النهر في الربيع الماضي.",
        "وقالت الوزيرة آدا برانت للصحفيين بعد تسع ساعات من المحادثات: «سينقل الجسر الغذاء والدواء أولا، ثم الناس ابتداء من الشهر المقبل».",
        "وذكرت وزارة الدفاع أن مهندسيها بدأوا إزالة الألغام من الضفة الشرقية، وأن جنديين أصيبا يوم الاثنين عندما انفجر أحدها.",
        "وقتل ما لا يقل عن أربعين شخصا من الجانبين منذ مارس، بحسب الصليب الأحمر الذي يدير مستشفى في الوادي.",
    ];

    /// <summary>The markups of <see cref="Page"/>.</summary>
    public const int Markups = 5;

    public static string Page(int markup, IReadOnlyList<string> paragraphs, string title = Title, string head = "", string lang = "en")
    {
        var body = new StringBuilder();
        for (var i = 0; i < paragraphs.Count; i++)
        {
            body.Append(markup == 3 ? $"{paragraphs[i]}<br><br>\n" : $"<p>{paragraphs[i]}</p>\n");
            if (i == 1 && markup != 3)
                body.Append("<figure><img src='/bridge.jpg'><figcaption>The bridge in May. Photo: J. Doe / Agency</figcaption></figure>\n");
            if (i == 2 && markup == 0)
                body.Append("<p>READ MORE: <a href='/older'>How the fighting on the river began</a></p>\n");
        }

        var main = markup switch
        {
            0 => $"<main><article><h1>{title}</h1><p class='byline'>By <a rel='author' href='/author/jane-roe'>Jane Roe</a></p><time datetime='2024-05-14T18:20:00+02:00'>14 May 2024</time><div class='article-body'>{body}</div></article></main>",
            1 => $"<div id='content'><div class='post'><h1 class='entry-title'>{title}</h1><div class='post-meta'>May 14, 2024 by Jane Roe</div><div class='entry-content'>{body}</div><div class='share'><a href='#'>Facebook</a> <a href='#'>Twitter</a></div></div></div>",
            2 => $"<div class='x1'><div class='x2'><h1>{title}</h1><div class='x3'>{body}</div></div></div>",
            3 => $"<table><tr><td width='150'><a href='/1'>World</a><br><a href='/2'>Sport</a></td><td><h1>{title}</h1>{body}</td></tr></table>",
            _ => $"<section role='main'><header><h1>{title}</h1></header><div data-component='text-block'>{body}</div></section>",
        };
        return $"""
            <!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title} | The River Post</title>{head}
            <script>var ads = ["<p>not text</p>", 1];</script><style>.x1 p {"{"} color: red {"}"}</style></head>
            <body><header class="site-header"><nav><ul><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li><li><a href="/opinion">Opinion</a></li></ul></nav></header>
            {main}
            <aside class="related"><h3>Related stories</h3><ul><li><a href="/a">Prisoners come home after two months in a camp</a></li><li><a href="/b">Union sends observers to the valley</a></li></ul></aside>
            <section class="comments"><h3>Comments</h3><div class="comment"><p>I crossed that bridge every day for ten years, and I hope that I can do so again soon.</p></div></section>
            <footer><p>Copyright 2024 The River Post. All rights reserved.</p><a href="/privacy">Privacy policy</a></footer></body></html>
            """;
    }
}
