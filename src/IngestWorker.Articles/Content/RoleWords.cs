using System.Collections.Frozen;

namespace IngestWorker.Articles.Content;

/// <summary>Reads roles from names such as "article-body", "relatedLinks" or "c-newsletter__form".</summary>
internal static class RoleWords
{
    /// <summary>Number of roles.</summary>
    public const int Count = 37;

    private const int ShortestStem = 4;
    private const int LongestWord = 24;

    private static readonly FrozenDictionary<string, Role> Words = Vocabulary().ToFrozenDictionary(StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, Role>.AlternateLookup<ReadOnlySpan<char>> BySpan = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    // What names of single style rules are made of ("text-lg", "md:grid-cols-2", "items-center"): looks, not roles.
    private static readonly FrozenSet<string> StylePrefixes =
        "text font bg border flex grid items justify self content gap space list leading tracking order col row table top bottom left right inset block inline object float shadow rounded max min overflow place align is has u h w m p".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> StyleValues =
        ("xs sm md lg xl base center left right start end between around evenly auto full none screen disc decimal inside outside black white gray grey red blue green primary secondary muted current transparent bold medium semibold extrabold normal light thin wrap nowrap row col cols column columns span reverse stretch "
        + "baseline cover contain hidden visible fit min max px tight snug relaxed loose wide wider x y t b l r top bottom h w tl tr bl br opacity").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> PrefixBySpan = StylePrefixes.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ValueBySpan = StyleValues.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The roles named by the words of an attribute's value.</summary>
    public static Role Read(ReadOnlySpan<char> names)
    {
        var roles = Role.None;
        foreach (var range in names.Split(' '))
        {
            var name = names[range];
            if (name.Length > 1 && !IsStyle(name))
                roles |= ReadName(name);
        }

        return roles;
    }

    private static bool IsStyle(ReadOnlySpan<char> name)
    {
        if (name.Contains(':'))
            return true;
        var dash = name.IndexOf('-');
        if (dash <= 0 || !PrefixBySpan.Contains(name[..dash]))
            return false;
        var rest = name[(dash + 1)..];
        foreach (var range in rest.Split('-'))
        {
            var part = rest[range];
            if (!part.IsEmpty && !char.IsAsciiDigit(part[0]) && part[0] != '[' && !ValueBySpan.Contains(part))
                return false;
        }

        return true;
    }

    private static Role ReadName(ReadOnlySpan<char> names)
    {
        var roles = Role.None;
        Span<char> word = stackalloc char[LongestWord];
        var length = 0;
        var afterLower = false;
        foreach (var c in names)
        {
            if (char.IsAsciiLetterUpper(c) && afterLower)
            {
                roles |= Lookup(word[..length]);
                length = 0;
            }

            if (char.IsLetter(c))
            {
                if (length < LongestWord)
                    word[length++] = char.ToLowerInvariant(c);
            }
            else if (length > 0)
            {
                roles |= Lookup(word[..length]);
                length = 0;
            }

            afterLower = char.IsAsciiLetterLower(c);
        }

        return length > 0 ? roles | Lookup(word[..length]) : roles;
    }

    private static Role Lookup(ReadOnlySpan<char> word)
    {
        if (word.Length < 2)
            return Role.None;
        if (BySpan.TryGetValue(word, out var role))
            return role;
        // Compounds and plurals: "newsletterform", "recommendations".
        for (var length = word.Length - 1; length > ShortestStem; length--)
        {
            if (BySpan.TryGetValue(word[..length], out role))
                return role;
        }

        return Role.None;
    }

    private static Dictionary<string, Role> Vocabulary()
    {
        var words = new Dictionary<string, Role>(StringComparer.Ordinal);
        foreach (var (role, all) in new[]
        {
            // Words that a shorter one of the vocabulary would swallow.
            (Role.None, "sourced tagged listed posted entryway dated datetimes formatter informed"),
            (Role.Article, "article articles story post entry news artikel articulo articolo noticia nota artigo blogpost posting hentry newsarticle storytext articlecontent statja haber berita makale"),
            (Role.Body, "body content contents text copy richtext wysiwyg prose markdown articlebody storybody postbody bodytext bodycopy entrycontent postcontent maincontent articletext fulltext cuerpo corpo texte texto testo inhalt contenido contenu contenuto conteudo isi konten formatted rte field nodecontent detail details"),
            (Role.Paragraph, "paragraph paragraphs para par absatz paragrafo parrafo graf"),
            (Role.Main, "main primary"),
            (Role.Lead, "lead lede leadin standfirst dek deck summary intro introduction abstract subtitle subhead subheadline subheading subheader excerpt description chapo chapeau vorspann entradilla bajada sommario teasertext lid anons spot tagline synopsis catenaccio occhiello linhafina"),
            (Role.Headline, "headline headlines title heading hed titulo titre titolo titulek titel judul kop baslik zagolovok h1 h2 h3"),
            (Role.Comment, "comment comments commenting commentary disqus respond reply replies discussion discussions livefyre kommentar kommentare comentario comentarios commentaire commentaires commento commenti coral spotim openweb forum komentar yorum commentlist pingback trackback reactions"),
            (Role.Related, "related relatedarticles relatedposts recommend recommended recommendation recirc recirculation more also similar seealso morefrom suggested suggestion suggestions further upnext onward readnext nextarticle next prev previous adjacent crosslink crosslinks interlink inlinelink relacionada relacionadas relacionado relacionados verwandt verwandte terkait benzer correlati correlate lire mehr weitere mais baca juga linked internallink jetpack yarpp"),
            (Role.Popular, "popular trending trend trends most mostread mostviewed mostpopular latest hot viral ranking recent breaking newest"),
            (Role.Share, "share shares sharing sharebar social socials facebook twitter whatsapp pinterest telegram linkedin reddit addthis sharethis addtoany sharedaddy follow followus like likes email print tool tools toolbar actions bookmark partage compartir teilen condividi compartilhar bagikan"),
            (Role.Nav, "nav navi navigation navbar menu menus submenu breadcrumb breadcrumbs crumb crumbs pagination pager paging pagenav skip skiplink megamenu hamburger burger tabs tablist"),
            (Role.Footer, "footer foot colophon copyright legal pied fuss rodape pie imprint"),
            (Role.Header, "header masthead topbar banner logo brand branding sitehead siteheader kopf cabecera entete"),
            (Role.Sidebar, "sidebar aside rail side secondary complementary rightcol rightcolumn rightrail leftrail widget widgets sidecol marginal"),
            (Role.Ad, "ad ads adv advert advertisement advertising adbox adslot adunit adsbygoogle sponsor sponsored sponsors promo promos promoted promotion promotions promobox dfp gpt taboola outbrain mgid teads partner partners commercial affiliate affiliates leaderboard billboard mpu skyscraper anzeige werbung publicidad publicite pubblicita reklama iklan merch"),
            (Role.Newsletter, "newsletter newsletters subscribe subscription subscriptions signup optin mailchimp mailinglist register registration login signin donate donation membership support abo abonnement mailing mc embed-signup infolettre suscripcion push"),
            (Role.Caption, "caption captions credit credits figcaption legend legende legenda didascalia pie-foto bildunterschrift imagecaption photocredit wpcaption attribution cutline piedefoto bildtext copyright-image"),
            (Role.Media, "media image images img photo photos picture pictures pic gallery galleries slideshow carousel slider slick video videos player audio podcast figure thumb thumbs thumbnail thumbnails swiper slide slides foto fotos fotogalerie imagen imagem galeria galerie bild videoplayer lightbox"),
            (Role.Author, "author authors byline bylines bio biography writer contributor contributors reporter journalist columnist avatar vcard autor autoren auteur autore redaktor penulis yazar creator authorbox authorbio aboutauthor fn byl signature firma gravatar"),
            (Role.Date, "date dates time timestamp datetime published publish publishdate pubdate updated update dateline datum fecha data tarih tanggal modified timeago readingtime readtime"),
            (Role.Tag, "tag tags taglist topic topics category categories keyword keywords kicker eyebrow rubric rubrik rubrique label labels channel flag hashtag etiquetas schlagwort postmeta cat"),
            (Role.Consent, "cookie cookies cookiebar consent gdpr ccpa modal popup popups popin overlay dialog toast alert notice notification notifications tooltip dropdown privacy onetrust cmp interstitial adblock rollover popover"),
            (Role.Hidden, "hidden hide invisible visuallyhidden offscreen screenreader screen sr sronly printonly noscript assistive"),
            (Role.Quote, "quote quotes blockquote pullquote pull citation zitat cita citazione blockquotes quoteblock"),
            (Role.Embed, "embed embedded embeds oembed tweet tweets instagram tiktok youtube iframe twittertweet facebookpost bluesky fb xfbml threads mastodon"),
            (Role.Teaser, "teaser teasers card cards item items list lists listing feed grid tile tiles collection stream river cluster package archive carddeck loop summaryitem headlinelist"),
            (Role.Contents, "toc tableofcontents outline jump jumplinks anchor anchors index keypoints highlights takeaways"),
            (Role.Note, "note notes footnote footnotes endnote correction corrections disclaimer disclosure editor editorsnote references reference sources source bibliography footnotetext"),
            (Role.Box, "box infobox factbox facts fact panel inset insert callout sidebox infocard explainer factfile aparte kasten"),
            (Role.Live, "live liveblog ticker liveticker updates timeline keyevent"),
            (Role.Button, "button buttons btn btns cta expand toggle collapse collapsed collapsible accordion close trigger"),
            (Role.Form, "form forms input search searchform filter filters poll quiz survey vote voting rating ratings calculator"),
            (Role.Paywall, "paywall paywalled premium piano metered meter locked regwall subscriber subscribers subscriberonly gate gated barrier"),
            (Role.ReadMore, "readmore readalso morelink moreon lisez leiamais leermas weiterlesen continue continuereading seemore viewmore loadmore"),
            (Role.Meta, "meta metadata info infos information byinfo articleinfo entrymeta stats views count counter"),
            (Role.Product, "product products price prices pricing deal deals shop shopping buy store amazon cart review reviews recipe ingredients specs"),
            (Role.Question, "faq faqs question answer qa interview"),
        })
        {
            foreach (var word in all.Split(' '))
                words[word.Replace("-", string.Empty, StringComparison.Ordinal)] = role;
        }

        return words;
    }
}
