namespace IngestWorker.Articles.Content;

/// <summary>How lines begin that point away from the article, ask for something or name rights, in the languages of large news markets.</summary>
internal static class Phrases
{
    /// <summary>A link to another article.</summary>
    public const int ReadMore = 1;

    /// <summary>A call to subscribe, follow, share, comment, log in.</summary>
    public const int Call = 2;

    /// <summary>Rights, credits, publication remarks.</summary>
    public const int Rights = 3;

    private static readonly (int Kind, string[] Beginnings)[] All =
    [
        (ReadMore,
        [
            "read more", "read also", "also read", "read next", "read:", "see also", "see more", "related:", "related article", "related stor", "more:", "more on", "more from", "more stories", "don't miss", "don’t miss",
            "you may also", "you might also", "recommended", "most read", "most popular", "trending", "watch:", "watch now", "listen:", "continue reading", "keep reading", "click here", "up next", "must read", "explore more", "in case you missed", "further reading",
            "lesen sie", "mehr zum thema", "mehr dazu", "auch interessant", "weiterlesen", "das könnte sie", "siehe auch", "lire aussi", "à lire", "lire la suite", "voir aussi", "sur le même sujet", "aussi à lire", "retrouvez",
            "lea también", "lee también", "leer más", "te puede interesar", "le puede interesar", "ver también", "más información", "también te", "noticias relacionadas", "leia também", "leia mais", "veja também", "saiba mais", "veja mais",
            "leggi anche", "leggi tutto", "vedi anche", "per approfondire", "lees ook", "lees meer", "läs också", "läs mer", "les også", "læs også", "lue myös", "читайте также", "читать далее", "смотрите также", "по теме", "еще по теме", "читайте ещё", "читайте", "читай також", "читайте також",
            "zobacz także", "zobacz też", "czytaj też", "czytaj także", "przeczytaj", "čtěte také", "čítajte", "olvasta már", "citește și", "vezi și", "прочетете още", "прочитајте", "baca juga", "baca:", "simak juga", "lihat juga", "ayrıca bkz", "i̇lgili haber", "bunu da oku", "xem thêm", "đọc thêm",
            "อ่านเพิ่มเติม", "อ่านต่อ", "関連記事", "あわせて読みたい", "続きを読む", "相关阅读", "相关新闻", "延伸閱讀", "延伸阅读", "更多新聞", "推荐阅读", "관련기사", "관련 기사", "더보기", "اقرأ أيضا", "اقرأ أيضاً", "إقرأ أيضا", "طالع أيضا", "بیشتر بخوانید", "यह भी पढ़ें", "ये भी पढ़ें", "আরও পড়ুন", "और पढ़ें", "इसे भी पढ़ें", "संबंधित", "हेही वाचा", "ਇਹ ਵੀ ਪੜ੍ਹੋ", "વધુ વાંચો", "மேலும் படிக்க", "ఇవి కూడా", "ఇది కూడా", "ಇದನ್ನೂ ಓದಿ", "আরও খবর", "مزید پڑھیں", "یہ بھی پڑھیں", "مطالب مرتبط", "اخبار مرتبط", "المزيد", "مواضيع ذات صلة", "קראו גם", "עוד בנושא", "ასევე წაიკითხეთ", "կարդացեք նաև", "oxşar xəbər", "həmçinin oxuyun", "тағы оқыңыз", "devamını oku", "okumaya devam", "läs även", "les mer", "læs mere", "lue lisää", "pročitajte", "opširnije", "preberite tudi", "loe ka", "loe lähemalt", "lasi arī", "skaitykite", "taip pat skaitykite", "lexoni edhe", "lexo edhe", "kapcsolódó", "cikkünk", "citeşte şi", "vezi si", "lees meer", "llegiu", "llegeix", "irakurri", "อ่านข่าว", "ข่าวที่เกี่ยวข้อง", "tin liên quan", "อ่านเพิ่ม", "διαβάστε επίσης", "διαβάστε ακόμη", "δείτε επίσης",
        ]),
        (Call,
        [
            "subscribe", "sign up", "sign in", "log in", "register", "follow us", "follow ", "share this", "share on", "share", "join our", "join us", "get our", "get the latest", "download our", "download the", "leave a comment", "comments", "post a comment", "discussion about", "what do you think", "have you", "if you enjoyed",
            "support us", "donate", "become a member", "stay up to date", "stay informed", "enter your email", "your email", "newsletter", "advertisement", "sponsored", "skip to", "print this", "email this", "listen to this", "loading", "please enable", "we use cookies", "accept", "enable javascript",
            "abonnieren", "newsletter abonnieren", "folgen sie", "jetzt anmelden", "kommentare", "anzeige", "teilen", "abonnez", "inscrivez", "suivez", "partager", "publicité", "suscríbete", "suscríbase", "síguenos", "síganos", "compartir", "publicidad", "regístrate", "únete", "assine", "siga", "compartilhe", "publicidade", "inscreva",
            "iscriviti", "seguici", "condividi", "pubblicità", "abonneer", "deel dit", "prenumerera", "подписывайтесь", "подпишитесь", "поделиться", "реклама", "комментарии", "subskrybuj", "reklama", "komentarze", "udostępnij", "berlangganan", "ikuti", "dapatkan", "bagikan", "abone ol", "paylaş", "フォロー", "シェア", "分享", "关注", "订阅", "구독", "공유", "تابعنا", "شارك", "اشترك", "सब्सक्राइब", "ακολουθήστε",
        ]),
        (Rights,
        [
            "copyright", "©", "(c) ", "all rights reserved", "photo:", "photo by", "photograph", "image:", "image credit", "image source", "credit:", "source:", "picture:", "getty images", "reuters/", "ap photo", "published:", "published ", "updated:", "updated ", "last updated", "posted ", "first published", "filed under", "tags:", "tagged", "topics:", "categories", "written by", "reporting by", "editing by",
            "about the author", "the author", "our standards", "this article was originally", "this story was", "this article was", "terms of", "privacy policy", "disclaimer", "foto:", "bild:", "quelle:", "alle rechte", "crédit", "crédits", "tous droits", "fuente:", "fotografía", "derechos reservados", "fonte:", "reprodução", "crédito", "riproduzione riservata", "foto di", "bron:", "фото:", "источник:", "все права", "źródło", "fot.", "sumber:", "kaynak:", "写真", "図版", "责任编辑", "責任編輯", "编辑：", "来源：", "無断転載", "무단전재", "저작권", "ⓒ", "المصدر", "حقوق",
        ]),
    ];

    private static readonly Dictionary<char, (string Text, int Kind)[]> ByFirst = All
        .SelectMany(group => group.Beginnings.Select(text => (Text: text, group.Kind)))
        .GroupBy(entry => entry.Text[0])
        .ToDictionary(group => group.Key, group => group.OrderByDescending(entry => entry.Text.Length).ToArray());

    /// <summary>0 for a line that begins like none of them.</summary>
    public static int Classify(ReadOnlySpan<char> text)
    {
        text = text.TrimStart("•▶►→»>[(-–—*+ ");
        if (text.IsEmpty || !ByFirst.TryGetValue(char.ToLowerInvariant(text[0]), out var entries))
            return 0;
        foreach (var (beginning, kind) in entries)
        {
            if (text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase) && EndsWord(text, beginning.Length))
                return kind;
        }

        return 0;
    }

    private static bool EndsWord(ReadOnlySpan<char> text, int length) =>
        length >= text.Length || !char.IsLetter(text[length]) || !char.IsLetter(text[length - 1]) || text[length] > '\u0E00';
}
