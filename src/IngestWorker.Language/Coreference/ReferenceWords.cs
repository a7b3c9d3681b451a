using System.Collections.Frozen;

namespace IngestWorker.Language.Coreference;

/// <summary>Words that tell what a phrase can stand for.</summary>
internal static class ReferenceWords
{
    private static readonly FrozenDictionary<string, Sort> Pronouns = new Dictionary<string, Sort>(StringComparer.Ordinal)
    {
        ["he"] = Sort.Man,
        ["him"] = Sort.Man,
        ["his"] = Sort.Man,
        ["himself"] = Sort.Man,
        ["she"] = Sort.Woman,
        ["her"] = Sort.Woman,
        ["hers"] = Sort.Woman,
        ["herself"] = Sort.Woman,
        ["it"] = Sort.Thing,
        ["its"] = Sort.Thing,
        ["itself"] = Sort.Thing,
        ["they"] = Sort.Many,
        ["them"] = Sort.Many,
        ["their"] = Sort.Many,
        ["theirs"] = Sort.Many,
        ["themselves"] = Sort.Many,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What a person can be, and be called by afterwards.</summary>
    public static readonly FrozenSet<string> Roles = Set(
        "president minister premier chancellor senator representative governor mayor king queen prince princess sheikh ayatollah pope bishop archbishop cardinal judge justice prosecutor " +
        "ambassador envoy secretary spokesman spokeswoman spokesperson general colonel commander admiral captain officer chief leader chairman chairwoman director head candidate lawmaker " +
        "congressman congresswoman lawyer attorney professor doctor author singer actor actress player coach suspect attacker gunman defendant victim activist journalist dictator emperor sultan emir " +
        "commissioner deputy official adviser aide negotiator mediator diplomat cleric imam founder owner manager boss star");

    private static readonly FrozenSet<string> Men = Set(
        "man boy father son brother husband uncle king prince duke emperor sultan emir sheikh pope imam spokesman chairman businessman policeman congressman actor gentleman grandfather nephew widower priest bishop mr sir lord");

    private static readonly FrozenSet<string> Women = Set(
        "woman girl mother daughter sister wife aunt queen princess duchess empress spokeswoman chairwoman businesswoman policewoman congresswoman actress lady grandmother niece widow nun mrs ms miss dame");

    /// <summary>People of either sex.</summary>
    private static readonly FrozenSet<string> People = Set(
        "person child baby friend student teacher doctor nurse patient worker neighbor neighbour resident citizen voter soldier victim parent spouse partner cousin guest speaker reporter writer artist driver passenger " +
        "prisoner hostage refugee migrant militant rebel fighter protester villager civilian expert analyst scientist researcher critic opponent rival member colleague customer user kid guy");

    /// <summary>One word for several people, who are "they" as well as "it".</summary>
    public static readonly FrozenSet<string> Groups = Set(
        "government army police ministry party group team company council court committee parliament senate congress union organization organisation agency movement militia force family crowd public opposition coalition " +
        "administration delegation staff crew gang couple majority minority side country nation state firm bank club band board commission department bureau alliance regime military navy cabinet faction");

    /// <summary>"She" as well as "it".</summary>
    public static readonly FrozenSet<string> Ships = Set("ship warship battleship destroyer frigate cruiser corvette submarine tanker freighter ferry trawler liner yacht vessel steamer schooner");

    public static readonly FrozenSet<string> CountryNouns = Set("country nation state republic kingdom");

    public static readonly FrozenSet<string> TownNouns = Set("city town village capital municipality settlement");

    public static readonly FrozenSet<string> RegionNouns = Set("region province enclave territory area island peninsula district governorate county");

    public static readonly FrozenSet<string> OrganizationNouns = Set("group organization organisation company firm agency party movement militia bank club union team band council court committee ministry university network newspaper corporation alliance commission");

    /// <summary>Two of them are "the two countries", "both sides", "the rivals".</summary>
    public static readonly FrozenSet<string> PairNouns = Set("country nation state side neighbor neighbour rival party government foe ally adversary republic power enemy");

    // First names by which most of the world's news can tell "he" from "she".
    private static readonly FrozenSet<string> MenNames = Set(
        "john james robert michael william david richard joseph thomas charles george donald kenneth steven edward brian ronald anthony kevin jason matthew gary timothy jose larry jeffrey frank scott eric stephen andrew " +
        "raymond gregory joshua jerry dennis walter patrick peter harold douglas henry carl arthur ryan roger joe juan jack albert jonathan justin terry gerald keith samuel willie ralph lawrence nicholas roy benjamin bruce " +
        "adam harry fred wayne billy steve louis jeremy aaron randy howard eugene carlos russell bobby victor martin ernest phillip todd jesse craig alan shawn clarence sean philip chris johnny earl jimmy antonio danny bryan " +
        "tony luis mike stanley leonard nathan dale manuel rodney curtis norman allen marvin vincent glenn jeffery travis jeff chad jacob lee melvin alfred kyle francis bradley jesus herbert frederick ray joel edwin don eddie " +
        "barack bill jimmy boris tony vladimir dmitry sergei sergey mikhail nikol ilham recep emmanuel nicolas francois olaf gerhard helmut silvio matteo giuseppe pedro mariano viktor volodymyr petro alexander aleksandr " +
        "mohammed mohammad muhammad mohamed ahmed ahmad ali hassan hussein hussain omar osama ibrahim khalid abdul abdullah mahmoud mustafa yasser saddam bashar hosni muammar recep tayyip benjamin ariel ehud yitzhak shimon " +
        "narendra rahul imran nawaz pervez hamid ashraf kim xi jinping hu wen shinzo junichiro ban kofi nelson jacob robert joseph paul jean pierre jacques luis hugo nicolas fidel raul evo lula jair dilma fernando " +
        "jens anders lars hans karl wolfgang klaus dieter marco paolo giovanni luca andrea simon mark luke daniel oliver noah liam ethan mason logan lucas ivan igor oleg yuri boris anatoly hikmet rodrigo ferdinand abiy paul yoweri");

    private static readonly FrozenSet<string> WomenNames = Set(
        "mary patricia linda barbara elizabeth jennifer maria susan margaret dorothy lisa nancy karen betty helen sandra donna carol ruth sharon michelle laura sarah kimberly deborah jessica shirley cynthia angela melissa " +
        "brenda amy anna rebecca virginia kathleen pamela martha debra amanda stephanie carolyn christine marie janet catherine frances ann joyce diane alice julie heather teresa doris gloria evelyn jean cheryl mildred " +
        "katherine joan ashley judith rose janice kelly nicole judy christina kathy theresa beverly denise tammy irene jane lori rachel marilyn andrea kathryn louise sara anne jacqueline wanda bonnie julia ruby lois tina " +
        "phyllis norma paula diana annie lillian emily robin peggy crystal gladys rita dawn connie florence tracy edna tiffany carmen rosa cindy grace wendy victoria edith kim sherry sylvia josephine thelma shannon sheila " +
        "hillary angela theresa margaret indira benazir sonia aung golda condoleezza madeleine kamala nancy michelle melania ivanka ursula christine cristina dilma michelle yulia julia olga natalia tatiana svetlana irina " +
        "fatima aisha khadija zainab mariam leila layla amina nadia yasmin malala greta emma olivia sophia isabella charlotte mia amelia lucy sophie clara eva hanna ingrid astrid kirsten jacinda sanna marine giorgia elena nathalie");

    public static bool IsPronoun(string word, out Sort sort) => Pronouns.TryGetValue(word, out sort);

    /// <summary>By a person's names and what stands before them.</summary>
    public static Sort SexOf(string word) =>
        Men.Contains(word) || MenNames.Contains(word) ? Sort.Man : Women.Contains(word) || WomenNames.Contains(word) ? Sort.Woman : Sort.Person;

    /// <summary>Nouns for people by what they are or by their ending ("soldier", "rebel", "settler", "scientist").</summary>
    public static bool IsPeople(string noun) =>
        Roles.Contains(noun) || People.Contains(noun) || Men.Contains(noun) || Women.Contains(noun) || noun is "people" or "troop" or "police" or "force" or "parent" or "child" or "man" or "woman" ||
        (noun.Length > 5 && (noun.EndsWith("ist", StringComparison.Ordinal) || noun.EndsWith("ian", StringComparison.Ordinal) || noun.EndsWith("ster", StringComparison.Ordinal) || noun.EndsWith("eer", StringComparison.Ordinal) || noun.EndsWith("man", StringComparison.Ordinal)));

    public static Sort SortOf(string noun, bool isPlural)
    {
        if (isPlural) return Sort.Many;
        if (Men.Contains(noun)) return Sort.Man;
        if (Women.Contains(noun)) return Sort.Woman;
        if (Roles.Contains(noun) || People.Contains(noun)) return Sort.Person;
        if (Ships.Contains(noun)) return Sort.Thing | Sort.Woman;
        return Groups.Contains(noun) ? Sort.Thing | Sort.Many : Sort.Thing;
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
