using IngestWorker.Contracts;
using IngestWorker.Events;
using IngestWorker.Events.Lexicon;
using IngestWorker.Events.Ontology;

namespace IngestWorker.Tests.Events;

/// <summary>What reporters say in several words, and what is undone; one construction each.</summary>
public sealed class PhraseTests
{
    private static readonly EventCoder s_coder = new();

    [Theory]
    // What is undone is the opposite of what its noun says.
    [InlineData("Ghana's nurses' union called off a three-day walkout on Monday.", "CONCEDE", "PROTEST")]
    [InlineData("Prosecutors in Norway have dropped their lengthy investigation of the former minister.", "CONCEDE", "ACCUSE")]
    [InlineData("Japan has postponed its trade talks with South Korea.", "REJECT", "CONSULT")]
    [InlineData("Sweden froze its development aid to Mali on Tuesday.", "SANCTION", "AID")]
    // A strike of workers is none of weapons.
    [InlineData("A strike by teachers in Ghana over unpaid wages entered its third day on Monday.", "PROTEST", "ASSAULT")]
    // Several countries' exercises are cooperation, one country's are a show of force.
    [InlineData("Norway and Finland began their largest military exercises in years on Monday.", "COOPERATE", "MOBILIZE")]
    // Borders that are opened to refugees.
    [InlineData("Lithuania opened its borders to Belarusian refugees.", "AID", "RETREAT")]
    public void It_is_of_the_one_type_and_not_of_the_other(string text, string type, string other)
    {
        var types = Types(text);
        types.ShouldContain(type);
        types.ShouldNotContain(other);
    }

    [Theory]
    // A sentence whose verb the tree takes for a participle: behind a comma, behind a name.
    [InlineData("Kofi Mensah, the union's secretary, accused the Ghanaian government of hiding the figures.", "ACCUSE")]
    [InlineData("The World Bank froze new lending to Kenya over the law.", "SANCTION")]
    // An official who was named before is no less sure as "he".
    [InlineData("Peru's prime minister resigned on Tuesday. He denied any wrongdoing.", "REJECT")]
    // When and why it was said is not what was said.
    [InlineData("The mayor of Tunis begged the government to send help after a week of riots in the suburbs of the city.", "PROTEST")]
    // The side that the tree hangs below the object.
    [InlineData("The Czech government shared its findings on a network of Russian hackers with Polish police.", "COOPERATE")]
    // Words in quotation marks belong to the phrase.
    [InlineData("Turkey called the French resolution \"shameful\" on Thursday.", "ACCUSE")]
    [InlineData("Iran dismissed the American report as \"baseless\".", "REJECT")]
    // A deed that is only inquired into.
    [InlineData("Kenyan police are investigating whether a second man was involved.", "ACCUSE")]
    // Who rang to say it has said it; who may come is called on.
    [InlineData("President Macron called Chancellor Scholz on Monday to congratulate him on his victory.", "SUPPORT")]
    // A participle that only goes on is no condition.
    [InlineData("Opposition parties in Mali said they would boycott the vote, calling it a sham.", "PROTEST")]
    // Whoever stays off the job is at work there, and whoever is taken away may have a participle before him.
    [InlineData("French dockers stayed off the job in Calais on Thursday.", "PROTEST")]
    [InlineData("Customs officers in Mombasa took the clearing agent into custody.", "COERCE")]
    [InlineData("Garment workers in Savar blocked the Dhaka-Aricha highway on Wednesday.", "PROTEST")]
    // Who will not be bullied refuses.
    [InlineData("President Macron said France will not be bullied into leaving the treaty.", "REJECT")]
    // A step is judged by what is said of it.
    [InlineData("Egypt moved tanks to its border with Israel, a step that Israel called a provocation.", "ACCUSE")]
    [InlineData("Masked gunmen seized a passenger bus near Kaduna on Tuesday.", "ASSAULT")]
    [InlineData("Senators in Peru objected on Monday to the plan of the government.", "ACCUSE")]
    // Who speaks on a visit has come, who speaks after talks has talked.
    [InlineData("President Macron praised the army after talks with the Polish prime minister in Warsaw.", "CONSULT")]
    [InlineData("Germany will send more tents, Chancellor Scholz said on a visit to Ukraine.", "CONSULT")]
    [InlineData("The two sides signed the deal during a visit to Pakistan by Iranian President Masoud Pezeshkian.", "CONSULT")]
    // An adjective behind its noun is no predicate.
    [InlineData("Soldiers loyal to General Hemedti overran an army garrison in West Kordofan.", "ASSAULT")]
    // Who "we" are the one who is quoted says.
    [InlineData("\"We will not sit down with the generals,\" said South Sudan's foreign minister.", "REJECT")]
    [InlineData("Guyana will not give up its western province, President Irfaan Ali said.", "REJECT")]
    [InlineData("Riot police in Tunis dispersed the protesters with rubber bullets on Friday.", "ASSAULT")]
    [InlineData("Ghana's president pledged a full inquiry into the shooting.", "AGREE")]
    // Workers who will not end their strike refuse to.
    [InlineData("Miners in Peru said they will not end the strike until their pay is raised.", "REJECT")]
    // Trucks that bring help.
    [InlineData("A convoy of United Nations trucks carrying food and medicine reached Sudan on Friday.", "AID")]
    // What was fired and where it came down.
    [InlineData("A missile slammed into a hospital in Kharkiv, killing two nurses.", "ASSAULT")]
    // What a mob does to homes, and to "it".
    [InlineData("A mob attacked the homes of Christian families in Minya.", "ASSAULT")]
    [InlineData("Gunmen stormed a warehouse in Honduras and set it ablaze.", "ASSAULT")]
    // Judges and the verdicts of others.
    [InlineData("An appeals court in Dakar threw out the conviction of the opposition leader.", "CONCEDE")]
    public void It_is_found(string text, string type) => Types(text).ShouldContain(type);

    [Theory]
    [InlineData("A convoy of bikers reached the coast on Friday.", "AID")]
    [InlineData("A rock slammed into a car on the mountain road in Peru.", "ASSAULT")]
    [InlineData("The coach held Norway responsible for the tone of the game.", "COERCE")]
    [InlineData("After the landslide soldiers were sent in to dig out survivors near Penipe.", "MOBILIZE")]
    [InlineData("The president was intimidated by the size of the crowd.", "CONCEDE")]
    [InlineData("The teacher told the children to sit down.", "REQUEST")]
    public void It_is_not_found(string text, string type) => Types(text).ShouldNotContain(type);

    [Fact]
    public void What_was_said_during_a_campaign_is_history() =>
        s_coder.Code(new CodingInput { ArticleId = Guid.Empty, Text = "President Macron praised Chancellor Scholz during the election campaign." }).Events.ShouldHaveSingleItem().Status.ShouldBe(EventStatus.Historical);

    [Fact]
    public void A_stroke_stands_for_each_of_several_words_and_a_dash_for_none()
    {
        var (entries, errors) = new LexiconReader(new PloverTables()).Read("mine.txt", "@ SUPPORT\nverb | give/lend its/- firm_support to | obj=R | Turkey * Iran.\n");
        errors.ShouldBeEmpty();
        entries.ShouldHaveSingleItem().Triggers.Select(t => string.Join(' ', t)).ShouldBe(["give its firm support to", "give firm support to", "lend its firm support to", "lend firm support to"]);
    }

    private static List<string> Types(string text) =>
        [.. s_coder.Code(new CodingInput { ArticleId = Guid.Empty, Text = text, Published = new DateOnly(2024, 11, 5) }).Events.Select(e => e.Type.ToName())];
}
