using System.Collections.Frozen;

namespace IngestWorker.Articles.Content;

/// <summary>
/// Words that pictures' credits and rights are made of, and words that ask readers to subscribe, follow or share, in the languages of the
/// world's larger news markets; and how many of each a line holds.
/// </summary>
internal static class WordLists
{
    private const int Most = 4;

    private static readonly string[] CreditPhrases =
    [
        "getty, gettyimages, reuters, afp, ap, epa, dpa, efe, ansa, imago, picture alliance, keystone, scanpix, xinhua, tass, alamy, nurphoto, shutterstock, istock, unsplash, pixabay, pexels, flickr, wikimedia, adobe stock, depositphotos",
        "ap photo, photo, photos, photograph, photographs, photographer, photography, image, images, picture, pictures, pictured, credit, credits, credited, courtesy, copyright, rights reserved, screenshot, screengrab, via, file pic, file photo",
        "foto, fotos, fotografie, bild, bilder, quelle, bildquelle, symbolbild, archivbild, rechte, crédit, crédits, photographie, tous droits, imagen, imágenes, fuente, fotografía, cortesía, derechos reservados, imagem, imagens, fonte, reprodução, divulgação, crédito, direitos reservados",
        "immagine, immagini, fotogramma, riproduzione riservata, beeld, bron, arkivfoto, arkiv, kuva, lähde, billede, kilde, mynd, zdjęcie, źródło, fot, zdroj, snímek, kép, fotó, forrás, izvor, sursa, sursă, imagine, foto profimedia, снимка, източник, извор, слика",
        "фото, фотография, источник, права защищены, скриншот, світлина, джерело, скріншот, крыніца, φωτογραφία, φωτό, πηγή, fotoğraf, kaynak, görsel, mənbə, дереккөз, manba, ფოტო, լուսանկարը, gambar, sumber, dok, ảnh, nguồn, larawan",
        "写真, 画像, 提供, 出典, 撮影, 图片, 圖片, 图源, 来源, 來源, 摄影, 攝影, 视觉中国, 사진, 제공, 출처, 저작권, صورة, الصورة, المصدر, عکس, منبع, تصویر, צילום, תמונה, קרדיט, फोटो, तस्वीर, छवि, स्रोत, ছবি, সূত্র, છબી, புகைப்படம், படம், చిత్రం, ಚಿತ್ರ, ചിത്രം",
    ];

    private static readonly string[] PromotionPhrases =
    [
        "subscribe, subscribed, subscriber, subscribers, subscribing, newsletter, newsletters, sign up, follow, twitter, facebook, instagram, whatsapp, telegram, youtube, tiktok, linkedin, podcast, podcasts, email, emails, e mail, click here, download, downloads, our app, donate, member, members, membership, support our, contact us, comment, comments, commenting",
        "read more, read the full, originally published, affiliate, affiliates, commission, commissions, contributed, reporting by, editing by, reach, reached, google news, log in",
        "abonnieren, abonnement, abo, folgen, anmelden, kommentare, teilen, herunterladen, abonnez, abonner, inscrivez, suivez, partager, commentaires, télécharger, notre application, suscríbete, suscríbase, suscripción, boletín, síguenos, síganos, seguinos, comparte, compartir, comentarios, descarga, haz clic, regístrate, únete",
        "assine, inscreva, siga, compartilhe, comentários, clique aqui, baixe, receba, acompanhe, subscreva, iscriviti, abbonati, seguici, condividi, commenti, clicca qui, scarica, nieuwsbrief, abonneer, volg ons, reacties, prenumerera, nyhetsbrev, följ oss, kommentarer, abonner, nyhedsbrev, følg os, følg oss, tilaa, uutiskirje, seuraa, kommentit",
        "subskrybuj, obserwuj, zapisz się, udostępnij, komentarze, zaloguj, odebírejte, sledujte, sdílet, komentáře, přihlaste, zdieľať, prihláste, iratkozzon, feliratkozás, hírlevél, kövessen, kövess, megosztás, hozzászólások, abonează, abonați, urmărește, distribuie, comentarii, pretplatite, pratite nas, podijelite, komentari, naročite, sledite, абонирай, абонирайте, последвайте, споделете, коментари, пратите нас",
        "подписывайтесь, подпишитесь, подписаться, подписка, поделиться, комментарии, телеграм, канал, канале, підписуйтесь, підписуйтеся, поділитися, коментарі, каналі, падпісвайцеся, εγγραφείτε, ακολουθήστε, κοινοποίηση, σχόλια, abone, takip, paylaş, yorum, yorumlar, tıklayın, bülten, abunə, izləyin, жазылыңыз, obuna, გამოიწერეთ, գրանցվեք",
        "اشترك, تابعنا, تابعونا, شارك, شاركها, تعليقات, النشرة, تحميل, واتساب, تلغرام, دنبال کنید, عضویت, کانال, نظرات, سبسکرائب, فالو, הירשמו, עקבו, שתפו, תגובות, ניוזלטר, सब्सक्राइब, फॉलो, शेयर, व्हाट्सएप, डाउनलोड, ऐप, সাবস্ক্রাইব, ফলো, শেয়ার, ইউটিউব, ফেসবুক, પર ફોલો, பின்தொடர, సబ్‌స్క్రైబ్, ఫాలో",
        "berlangganan, ikuti, dapatkan, bagikan, langganan, gabung, unduh, komentar, kongsi, ikut, đăng ký, theo dõi, chia sẻ, bình luận, フォロー, 登録, シェア, メルマガ, 購読, ダウンロード, 订阅, 訂閱, 关注, 關注, 分享, 点击, 點擊, 扫码, 下载, 下載, 追蹤, 按讚, 加入會員, 구독, 공유, 팔로우, 댓글, 앱",
    ];

    // By their first words; a line's words are looked up one after the other.
    private static readonly FrozenDictionary<ulong, (bool Credit, ulong[] Words)[]> ByFirst = Build();

    /// <summary>How many credits and how many promotions the words hold, no more than four of each.</summary>
    public static (int Credits, int Promotions) Count(ReadOnlySpan<ulong> words)
    {
        int credits = 0, promotions = 0;
        for (var i = 0; i < words.Length; i++)
        {
            if (!ByFirst.TryGetValue(words[i], out var phrases))
                continue;
            foreach (var (credit, phrase) in phrases)
            {
                if (!words[i..].StartsWith(phrase))
                    continue;
                if (credit)
                    credits++;
                else
                    promotions++;
                i += phrase.Length - 1;
                break;
            }
        }

        return (Math.Min(Most, credits), Math.Min(Most, promotions));
    }

    private static FrozenDictionary<ulong, (bool, ulong[])[]> Build() =>
        CreditPhrases.Select(line => (true, line)).Concat(PromotionPhrases.Select(line => (false, line)))
            .SelectMany(pair => pair.Item2.Split(", ").Select(phrase => (Credit: pair.Item1, Words: WordHashes.Of(phrase).ToArray())))
            .GroupBy(entry => entry.Words[0])
            .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(entry => entry.Words.Length).ToArray());
}
