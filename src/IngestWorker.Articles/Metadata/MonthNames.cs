using System.Collections.Frozen;

namespace IngestWorker.Articles.Metadata;

/// <summary>
/// Names of months as news pages write them, with the cases that dates stand in and the usual abbreviations. Months of the Iranian
/// calendar have numbers from <see cref="Iranian"/> on.
/// </summary>
internal static class MonthNames
{
    /// <summary>Added to the number of a month of the Iranian calendar.</summary>
    public const int Iranian = 100;

    // Twelve months a line; a slash between ways to write one of them. A line is a language, or several whose names do not collide.
    private static readonly string[] Languages =
    [
        // English, German, Dutch, Afrikaans
        "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sep/sept october/oct november/nov december/dec",
        "januar/jänner/jän februar/feber märz/mrz/maerz april mai juni juli august september oktober/okt november dezember/dez",
        "januari februari maart/mrt april mei juni juli augustus september oktober november december",
        "januarie februarie maart april mei junie julie augustus september oktober november desember/des",
        // French, Spanish, Portuguese, Italian, Catalan, Galician, Romanian, Basque, Maltese
        "janvier/janv février/févr/fevrier/fév mars avril/avr mai juin juillet/juil/juill août/aout septembre octobre novembre décembre/déc/decembre",
        "enero/ene febrero marzo abril/abr mayo junio julio agosto/ago septiembre/setiembre/set octubre noviembre diciembre/dic",
        "janeiro fevereiro/fev março/marco abril maio/mai junho julho agosto setembro outubro/out novembro dezembro/dez",
        "gennaio/gen febbraio/febbr marzo aprile maggio/mag giugno/giu luglio/lug agosto settembre/sett ottobre/ott novembre dicembre",
        "gener febrer/febr març abril maig juny juliol agost setembre octubre novembre desembre",
        "xaneiro/xan febreiro marzo abril maio xuño/xuñ xullo/xul agosto setembro outubro novembro decembro",
        "ianuarie/ian februarie martie aprilie mai iunie/iun iulie/iul august septembrie octombrie noiembrie/noi decembrie",
        "urtarrila/urtarrilaren/urtarrilak/urt otsaila/otsailaren/otsailak/ots martxoa/martxoaren/martxoak/mar apirila/apirilaren/apirilak/api maiatza/maiatzaren/maiatzak/mai ekaina/ekainaren/ekainak/eka uztaila/uztailaren/uztailak/uzt abuztua/abuztuaren/abuztuak/abu iraila/irailaren/irailak/ira urria/urriaren/urriak/urr azaroa/azaroaren/azaroak/aza abendua/abenduaren/abenduak/abe",
        "jannar frar marzu april mejju ġunju lulju awwissu settembru ottubru novembru diċembru",
        // Nordic and Baltic
        "januari februari mars april maj juni juli augusti september oktober november december",
        "januar februar marts april maj juni juli august september oktober november desember/des",
        "janúar febrúar mars apríl maí júní júlí ágúst/ágú september október nóvember desember",
        "tammikuuta/tammikuu/tammik/tammi helmikuuta/helmikuu/helmik/helmi maaliskuuta/maaliskuu/maalisk/maalis huhtikuuta/huhtikuu/huhtik/huhti toukokuuta/toukokuu/toukok/touko kesäkuuta/kesäkuu/kesäk/kesä heinäkuuta/heinäkuu/heinäk/heinä elokuuta/elokuu/elok/elo syyskuuta/syyskuu/syysk/syys lokakuuta/lokakuu/lokak/loka marraskuuta/marraskuu/marrask/marras joulukuuta/joulukuu/jouluk/joulu",
        "jaanuar/jaan veebruar/veebr märts aprill mai juuni juuli august september oktoober november detsember/dets",
        "janvāris/janvārī/janvāra/janv februāris/februārī/februāra marts/martā/marta aprīlis/aprīlī/aprīļa maijs/maijā/maija jūnijs/jūnijā/jūnija/jūn jūlijs/jūlijā/jūlija/jūl augusts/augustā/augusta septembris/septembrī/septembra oktobris/oktobrī/oktobra novembris/novembrī/novembra decembris/decembrī/decembra",
        "sausio/sausis/saus vasario/vasaris/vas kovo/kovas/kov balandžio/balandis/bal gegužės/gegužė/geg birželio/birželis/birž liepos/liepa/liep rugpjūčio/rugpjūtis/rugp rugsėjo/rugsėjis/rugs spalio/spalis/spal lapkričio/lapkritis/lapkr gruodžio/gruodis/gruod",
        // Slavic in Latin letters
        "stycznia/styczeń/sty lutego/luty/lut marca/marzec kwietnia/kwiecień/kwi maja/maj czerwca/czerwiec/cze lipca/lipiec/lip sierpnia/sierpień/sie września/wrzesień/wrz października/październik/paź listopada/listopad/lis grudnia/grudzień/gru",
        "ledna/leden/led února/únor/úno března/březen/bře dubna/duben/dub května/květen/kvě června/červen/čvn července/červenec/čvc srpna/srpen/srp září/zář října/říjen/říj listopadu/listopad/lis prosince/prosinec/pro",
        "januára/január februára/február marca/marec apríla/apríl mája/máj júna/jún júla/júl augusta/august septembra/september októbra/október novembra/november decembra/december",
        "siječnja/siječanj/sij veljače/veljača/velj ožujka/ožujak/ožu travnja/travanj/tra svibnja/svibanj/svi lipnja/lipanj srpnja/srpanj kolovoza/kolovoz/kol rujna/rujan/ruj listopada/listopad studenoga/studenog/studeni/stu prosinca/prosinac",
        "januar/januara/januarja februar/februara/februarja mart/marta/marec/marca april/aprila maj/maja jun/juna/junij/junija/juni jul/jula/julij/julija/juli avgust/avgusta/avg septembar/septembra/sept oktobar/oktobra/okt novembar/novembra decembar/decembra",
        // Slavic in Cyrillic letters
        "января/январь/янв февраля/февраль/фев/февр марта/март/мар апреля/апрель/апр мая/май июня/июнь/июн июля/июль/июл августа/август/авг сентября/сентябрь/сен/сент октября/октябрь/окт ноября/ноябрь/ноя/нояб декабря/декабрь/дек",
        "січня/січень/січ лютого/лютий/лют березня/березень/бер квітня/квітень/кві/квіт травня/травень/тра/трав червня/червень/чер/черв липня/липень/лип серпня/серпень/сер/серп вересня/вересень/вер жовтня/жовтень/жов/жовт листопада/листопад/лис/лист грудня/грудень/гру/груд",
        "студзеня/студзень лютага/люты сакавіка/сакавік красавіка/красавік траўня/мая/май чэрвеня/чэрвень ліпеня/ліпень жніўня/жнівень верасня/верасень кастрычніка/кастрычнік лістапада/лістапад снежня/снежань",
        "януари/ян/яну февруари/фев март/мар април/апр май юни/юн юли/юл август/авг септември/септ октомври/окт ноември/ноем декември/дек",
        "јануари/јануар/јануара/јан фебруари/фебруар/фебруара/феб март/марта/мар април/априла/апр мај/маја јуни/јун/јуна јули/јул/јула август/августа/авг септември/септембар/септембра/сеп октомври/октобар/октобра/окт ноември/новембар/новембра/нов декември/децембар/децембра/дец/дек",
        // Turkic, Iranian and Mongolian peoples, Caucasus
        "ocak/oca şubat/şub mart nisan/nis mayıs/mayis haziran/haz temmuz/tem ağustos/ağu/agustos eylül/eyl/eylul ekim/eki kasım/kas/kasim aralık/ara/aralik",
        "yanvar/yan fevral/fev mart aprel/apr may iyun/iyn iyul/iyl avqust/avq sentyabr/sen oktyabr/okt noyabr/noy dekabr/dek",
        "yanvar fevral mart aprel may iyun iyul avgust sentabr/sentyabr oktabr/oktyabr noyabr dekabr",
        "ýanwar fewral mart aprel maý iýun iýul awgust sentýabr oktýabr noýabr dekabr",
        "қаңтар/қаң ақпан/ақп наурыз/нау сәуір/сәу мамыр/мам маусым/мау шілде/шіл тамыз/там қыркүйек/қыр қазан/қаз қараша/қар желтоқсан/жел",
        "январ/январи феврал/феврали март/марти апрел/апрели май/майи июн/июни июл/июли август/августи сентябр/сентябри октябр/октябри ноябр/ноябри декабр/декабри",
        "იანვარი/იანვარს/იანვრის/იან თებერვალი/თებერვალს/თებერვლის/თებ მარტი/მარტს/მარტის/მარ აპრილი/აპრილს/აპრილის/აპრ მაისი/მაისს/მაისის/მაი ივნისი/ივნისს/ივნისის/ივნ ივლისი/ივლისს/ივლისის/ივლ აგვისტო/აგვისტოს/აგვ სექტემბერი/სექტემბერს/სექტემბრის/სექ ოქტომბერი/ოქტომბერს/ოქტომბრის/ოქტ ნოემბერი/ნოემბერს/ნოემბრის/ნოე დეკემბერი/დეკემბერს/დეკემბრის/დეკ",
        "հունվարի/հունվար/հնվ փետրվարի/փետրվար/փտվ մարտի/մարտ/մրտ ապրիլի/ապրիլ/ապր մայիսի/մայիս/մյս հունիսի/հունիս/հնս հուլիսի/հուլիս/հլս օգոստոսի/օգոստոս/օգս սեպտեմբերի/սեպտեմբեր/սեպ հոկտեմբերի/հոկտեմբեր/հոկ նոյեմբերի/նոյեմբեր/նոյ դեկտեմբերի/դեկտեմբեր/դեկ",
        // Hungarian, Albanian, Greek, Irish, Welsh
        "január februar/február/febr március/márc április/ápr május/máj június/jún július/júl augusztus szeptember/szept október november december",
        "janar/jan shkurt/shk mars/mar prill/pri maj/maj qershor/qer korrik/korr/kor gusht/gush/gus shtator/shta/sht tetor/tet nëntor/nën dhjetor/dhj",
        "ιανουαρίου/ιανουάριος/ιαν φεβρουαρίου/φεβρουάριος/φεβ μαρτίου/μάρτιος/μαρ/μάρ απριλίου/απρίλιος/απρ μαΐου/μάιος/μαϊ/μάι/μαϊου/μαΐ ιουνίου/ιούνιος/ιουν/ιούν ιουλίου/ιούλιος/ιουλ/ιούλ αυγούστου/αύγουστος/αυγ σεπτεμβρίου/σεπτέμβριος/σεπ/σεπτ οκτωβρίου/οκτώβριος/οκτ νοεμβρίου/νοέμβριος/νοε/νοέ/νοεμ δεκεμβρίου/δεκέμβριος/δεκ",
        "eanáir/ean feabhra/feabh márta aibreán/aibreáin/aib bealtaine/beal meitheamh/meith iúil lúnasa/lún meán_fómhair deireadh_fómhair samhain nollaig/noll",
        "ionawr/ion chwefror/chwef mawrth ebrill/ebr mai mehefin/meh gorffennaf/gorff awst medi hydref/hyd tachwedd/tach rhagfyr/rhag",
        // Hebrew, Arabic of Egypt and the Gulf, of the Levant and Iraq, of the Maghreb; Kurdish; Persian, Urdu, Pashto
        "ינואר/ינו פברואר/פבר מרץ/מרס אפריל/אפר מאי יוני/יונ יולי/יול אוגוסט/אוג ספטמבר/ספט אוקטובר/אוק נובמבר/נוב דצמבר/דצמ",
        "يناير فبراير مارس أبريل/ابريل/إبريل/نيسان مايو يونيو/يونيه يوليو/يوليه أغسطس/اغسطس سبتمبر أكتوبر/اكتوبر نوفمبر ديسمبر",
        "كانون_الثاني/كانون_ثاني شباط آذار/اذار/أذار نيسان أيار/ايار حزيران تموز آب/اب أيلول/ايلول تشرين_الأول/تشرين_الاول/تشرين_أول تشرين_الثاني/تشرين_ثاني كانون_الأول/كانون_الاول/كانون_أول",
        "جانفي فيفري مارس أفريل/افريل ماي جوان جويلية/جويليه أوت/اوت سبتمبر أكتوبر نوفمبر ديسمبر",
        "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت/أغشت شتنبر أكتوبر نونبر دجنبر",
        "کانوونی_دووەم/کانونی_دووەم/کانونی_دووهەم شوبات ئازار/ئادار نیسان ئایار/گوڵان حوزەیران تەمموز/تەمووز ئاب ئەیلوول/ئەیلول تشرینی_یەکەم تشرینی_دووەم کانوونی_یەکەم/کانونی_یەکەم",
        "ژانویه/ژانویهٔ فوریه/فوریهٔ مارس آوریل مه/می/مهٔ ژوئن ژوئیه/ژوئیهٔ/جولای اوت/آگوست سپتامبر اکتبر نوامبر دسامبر",
        "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
        "جنوري فبروري مارچ اپریل مۍ/مې جون جولای اګست سپتمبر اکتوبر نومبر دسمبر",
        // South Asia
        "जनवरी/जन फ़रवरी/फरवरी/फ़र/फर मार्च अप्रैल मई जून जुलाई/जुल अगस्त/अग सितंबर/सितम्बर/सित अक्टूबर/अक्तूबर/अक्टू/अक्तू नवंबर/नवम्बर/नव दिसंबर/दिसम्बर/दिस",
        "जानेवारी/जाने फेब्रुवारी/फेब्रु मार्च एप्रिल मे जून जुलै ऑगस्ट/ऑग सप्टेंबर/सप्टें ऑक्टोबर/ऑक्टो नोव्हेंबर/नोव्हें डिसेंबर/डिसें",
        "जनवरी फेब्रुअरी मार्च अप्रिल मे जुन जुलाई अगस्ट सेप्टेम्बर अक्टोबर नोभेम्बर डिसेम्बर",
        "জানুয়ারি/জানুয়ারী/জানু ফেব্রুয়ারি/ফেব্রুয়ারী/ফেব মার্চ এপ্রিল মে জুন জুলাই আগস্ট/অগস্ট/আগষ্ট/আগ সেপ্টেম্বর/সেপ্টে অক্টোবর/অক্টো নভেম্বর/নভে ডিসেম্বর/ডিসে",
        "জানুৱাৰী ফেব্ৰুৱাৰী মাৰ্চ এপ্ৰিল মে’ জুন জুলাই আগষ্ট ছেপ্টেম্বৰ অক্টোবৰ নৱেম্বৰ ডিচেম্বৰ",
        "જાન્યુઆરી/જાન્યુ ફેબ્રુઆરી/ફેબ્રુ માર્ચ એપ્રિલ મે જૂન જુલાઈ ઑગસ્ટ/ઓગસ્ટ સપ્ટેમ્બર/સપ્ટે ઑક્ટોબર/ઓક્ટોબર/ઑક્ટો નવેમ્બર/નવે ડિસેમ્બર/ડિસે",
        "ਜਨਵਰੀ/ਜਨ ਫ਼ਰਵਰੀ/ਫਰਵਰੀ/ਫ਼ਰ ਮਾਰਚ ਅਪ੍ਰੈਲ ਮਈ ਜੂਨ ਜੁਲਾਈ/ਜੁਲਾ ਅਗਸਤ/ਅਗ ਸਤੰਬਰ/ਸਤੰ ਅਕਤੂਬਰ/ਅਕਤੂ ਨਵੰਬਰ/ਨਵੰ ਦਸੰਬਰ/ਦਸੰ",
        "ଜାନୁଆରୀ ଫେବୃଆରୀ/ଫେବ୍ରୁଆରୀ ମାର୍ଚ୍ଚ ଅପ୍ରେଲ ମଇ ଜୁନ ଜୁଲାଇ ଅଗଷ୍ଟ ସେପ୍ଟେମ୍ବର ଅକ୍ଟୋବର ନଭେମ୍ବର ଡିସେମ୍ବର",
        "ஜனவரி/ஜன பிப்ரவரி/பிப் மார்ச்/மார் ஏப்ரல்/ஏப் மே ஜூன் ஜூலை ஆகஸ்ட்/ஆக செப்டம்பர்/செப் அக்டோபர்/அக் நவம்பர்/நவ டிசம்பர்/டிச",
        "జనవరి/జన ఫిబ్రవరి/ఫిబ్ర మార్చి ఏప్రిల్/ఏప్రి మే జూన్ జులై/జూలై ఆగస్టు/ఆగస్ట్/ఆగ సెప్టెంబర్/సెప్టెంబరు/సెప్టెం అక్టోబర్/అక్టోబరు/అక్టో నవంబర్/నవంబరు/నవం డిసెంబర్/డిసెంబరు/డిసెం",
        "ಜನವರಿ/ಜನ ಫೆಬ್ರವರಿ/ಫೆಬ್ರ ಮಾರ್ಚ್ ಏಪ್ರಿಲ್/ಏಪ್ರಿ ಮೇ ಜೂನ್ ಜುಲೈ ಆಗಸ್ಟ್/ಆಗ ಸೆಪ್ಟೆಂಬರ್/ಸೆಪ್ಟೆಂ ಅಕ್ಟೋಬರ್/ಅಕ್ಟೋ ನವೆಂಬರ್/ನವೆಂ ಡಿಸೆಂಬರ್/ಡಿಸೆಂ",
        "ജനുവരി/ജനു ഫെബ്രുവരി/ഫെബ്രു മാർച്ച്/മാർ ഏപ്രിൽ/ഏപ്രി മേയ്/മെയ് ജൂൺ ജൂലൈ ഓഗസ്റ്റ്/ആഗസ്റ്റ്/ഓഗ സെപ്റ്റംബർ/സെപ്റ്റം ഒക്ടോബർ/ഒക്ടോ നവംബർ/നവം ഡിസംബർ/ഡിസം",
        "ජනවාරි/ජන පෙබරවාරි/පෙබ මාර්තු/මාර් අප්‍රේල් මැයි ජූනි/ජුනි ජූලි/ජුලි අගෝස්තු/අගෝ සැප්තැම්බර්/සැප් ඔක්තෝබර්/ඔක් නොවැම්බර්/නොවැ දෙසැම්බර්/දෙසැ",
        // South-East Asia
        "januari/jan februari/peb/pebruari maret april mei juni juli agustus/agu/agt september oktober november/nopember desember/des",
        "januari februari mac/mac april mei jun julai ogos/ogo september oktober november disember/dis",
        "enero pebrero/peb marso abril mayo hunyo/hun hulyo/hul agosto setyembre/set oktubre nobyembre/nob disyembre/dis",
        "มกราคม/มกรา กุมภาพันธ์/กุมภา มีนาคม/มีนา เมษายน/เมษา พฤษภาคม/พฤษภา มิถุนายน/มิถุนา กรกฎาคม/กรกฎา สิงหาคม/สิงหา กันยายน/กันยา ตุลาคม/ตุลา พฤศจิกายน/พฤศจิกา ธันวาคม/ธันวา",
        "ม.ค ก.พ มี.ค เม.ย พ.ค มิ.ย ก.ค ส.ค ก.ย ต.ค พ.ย ธ.ค",
        "ມັງກອນ ກຸມພາ ມີນາ ເມສາ ພຶດສະພາ ມິຖຸນາ ກໍລະກົດ ສິງຫາ ກັນຍາ ຕຸລາ ພະຈິກ ທັນວາ",
        "មករា កុម្ភៈ/កុម្ភះ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ",
        "ဇန်နဝါရီ/ဇန် ဖေဖော်ဝါရီ/ဖေ မတ်/မတ်လ ဧပြီ မေ/မေလ ဇွန်/ဇွန်လ ဇူလိုင်/ဇူ ဩဂုတ်/သြဂုတ်/ဩ စက်တင်ဘာ/စက် အောက်တိုဘာ/အောက် နိုဝင်ဘာ/နို ဒီဇင်ဘာ/ဒီ",
        // Kurdish, Luxembourgish
        "rêbendanê/rêbendan reşemiyê/reşemî/sibatê adarê/adar nîsanê/nîsan gulanê/gulan pûşperê/pûşper/hezîranê tîrmehê/tîrmeh tebaxê/tebax îlonê/îlon cotmehê/cotmeh mijdarê/mijdar berfanbarê/berfanbar/kanûnê",
        "januar februar mäerz/mäe abrëll/abr mee juni juli august september oktober november dezember",
        // Africa
        "januwari februwari mashi ephreli meyi juni julayi agasti septhemba okthoba novemba disemba",
        "janoary febroary martsa aprily mey jona jolay aogositra septambra oktobra novambra desambra",
        "mutarama gashyantare werurwe mata gicurasi kamena nyakanga kanama nzeri ukwakira ugushyingo ukuboza",
        "januari februari machi aprili/apr mei juni julai agosti/ago septemba/sep oktoba/okt novemba/nov desemba/des",
        "janairu/jan faburairu/fab maris/mar afirilu/afi mayu yuni/yun yuli/yul agusta/agu satumba oktoba nuwamba/nuw disamba/dis",
        "janaayo/jannaayo febraayo/febraayo maarso abriil/abril may juun/juunyo luulyo agoosto/ogosto sebteembar/sebtembar oktoobar nofeembar/nofembar diseembar/disembar",
        "ጃንዋሪ/ጃንዩወሪ ፌብሩዋሪ/ፌብሩወሪ ማርች ኤፕሪል ሜይ ጁን ጁላይ ኦገስት ሴፕቴምበር ኦክቶበር ኖቬምበር ዲሴምበር",
    ];

    private static readonly string[] IranianCalendar =
    [
        "فروردین اردیبهشت خرداد تیر مرداد/امرداد شهریور مهر آبان آذر دی بهمن اسفند",
        "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت",
        "وری غويی/غویی غبرګولی چنګاښ زمری وږی تله لړم لیندۍ مرغومی سلواغه کب",
    ];

    private static readonly FrozenDictionary<string, int> ByName = Build().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> BySpan = ByName.GetAlternateLookup<ReadOnlySpan<char>>();

    // Scripts that put no space between words: a month's name stands inside of what looks like one.
    private static readonly (string Name, int Month)[] Unspaced =
        [.. ByName.Where(pair => IsUnspaced(pair.Key[0]) && (pair.Key.Length > 3 || pair.Key.Contains('.', StringComparison.Ordinal))).OrderByDescending(pair => pair.Key.Length).Select(pair => (pair.Key, pair.Value))];

    /// <summary>The number of the month that a word is; 0 for other words.</summary>
    /// <param name="word">The word, or two where the name has two.</param>
    /// <param name="croatian">True on pages in Croatian, where two names mean the month before that of other Slavic languages.</param>
    public static int Of(ReadOnlySpan<char> word, bool croatian = false)
    {
        if (croatian && word.StartsWith("li", StringComparison.OrdinalIgnoreCase))
        {
            if (word.StartsWith("listopad", StringComparison.OrdinalIgnoreCase) || word.Equals("lis", StringComparison.OrdinalIgnoreCase))
                return 10;
            if (word.Equals("lip", StringComparison.OrdinalIgnoreCase))
                return 6;
        }

        if (BySpan.TryGetValue(word, out var month))
            return month;
        // Hebrew puts "in" before the name without a space, as Arabic does.
        if (word.Length > 3 && word[0] is 'ב' or 'ل' or 'و' && BySpan.TryGetValue(word[1..], out month))
            return month;
        if (!IsUnspaced(word[0]))
            return 0;
        foreach (var (name, number) in Unspaced)
        {
            if (word.Contains(name, StringComparison.Ordinal))
                return number;
        }

        return 0;
    }

    /// <summary>True for letters of Thai, Lao, Burmese and Khmer.</summary>
    public static bool IsUnspaced(char c) => c is >= '\u0E00' and <= '\u0EFF' or >= '\u1000' and <= '\u109F' or >= '\u1780' and <= '\u17FF';

    private static Dictionary<string, int> Build()
    {
        var result = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var (lines, first) in new[] { (Languages, 1), (IranianCalendar, Iranian + 1) })
        {
            foreach (var line in lines)
            {
                var months = line.Split(' ');
                for (var month = 0; month < months.Length; month++)
                {
                    foreach (var name in months[month].Split('/'))
                        Add(result, name.Replace('_', ' '), first + month);
                }
            }
        }

        return result;
    }

    private static void Add(Dictionary<string, int> names, string name, int month)
    {
        // Languages disagree about few names; the one with more pages stands first (listopad is November in Polish, October in Croatian).
        names.TryAdd(name, month);
        // Capitals of the Turkish letters i and ı are no capitals of i anywhere else.
        if (name.AsSpan().ContainsAny('i', 'ı'))
            names.TryAdd(name.Replace('i', 'İ').Replace('ı', 'I').ToUpperInvariant(), month);
        // Letters with a dot below, which some keyboards write as two characters; without it in capitals.
        names.TryAdd(name.Replace("\u09DF", "\u09AF\u09BC", StringComparison.Ordinal).Replace("\u095E", "\u092B\u093C", StringComparison.Ordinal).Replace("\u0A5E", "\u0A2B\u0A3C", StringComparison.Ordinal), month);
        names.TryAdd(name.Replace("\u09AF\u09BC", "\u09DF", StringComparison.Ordinal).Replace("\u092B\u093C", "\u095E", StringComparison.Ordinal).Replace("\u0A2B\u0A3C", "\u0A5E", StringComparison.Ordinal), month);
        // Greek drops its accents in capitals.
        if (name[0] is >= '\u0370' and <= '\u03FF')
            names.TryAdd(name.Replace('ά', 'α').Replace('έ', 'ε').Replace('ή', 'η').Replace('ί', 'ι').Replace('ό', 'ο').Replace('ύ', 'υ').Replace('ώ', 'ω').Replace('ΐ', 'ϊ').Replace('Ά', 'Α').TrimEnd('ς') is var bare && name.EndsWith('ς') ? bare + "σ" : bare, month);
    }
}
