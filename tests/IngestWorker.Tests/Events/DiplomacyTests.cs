using IngestWorker.Contracts;

namespace IngestWorker.Tests.Events;

/// <summary>What states and parties say to one another: who says it, against whom, and what it is called.</summary>
public sealed class DiplomacyTests
{
    [Theory]
    // What two do to each other has both as actors.
    [InlineData("Armenia and Azerbaijan accused each other on Tuesday of violating a truce in the enclave.", "ACCUSE allege", "ARM+AZE", "")]
    [InlineData("Chinese and Philippine officials accused one another of ramming vessels near the shoal.", "ACCUSE allege", "CHN+PHL", "")]
    [InlineData("India and Pakistan traded charges on Saturday over the shelling of a village.", "ACCUSE disapprove", "IND+PAK", "")]
    // Protests in writing, and envoys who are called in.
    [InlineData("The Iraqi foreign ministry handed a protest note to Kuwait over the flights.", "ACCUSE disapprove", "IRQ", "KWT")]
    [InlineData("The Philippines protested to China over the building of structures on the reef.", "ACCUSE disapprove", "PHL", "CHN")]
    [InlineData("Ottawa summoned the Indian high commissioner on Monday to express its displeasure.", "ACCUSE disapprove", "CAN", "IND")]
    [InlineData("Georgia protested against what it called the creeping annexation of its territory by Russian border guards.", "ACCUSE disapprove", "GEO", "RUS")]
    // Not those whom it was done to are condemned.
    [InlineData("Germany's foreign minister voiced alarm at the arrest of opposition activists in Belarus.", "ACCUSE disapprove", "DEU", "BLR")]
    [InlineData("The Kremlin dismissed the report as fabrication and accused Ukrainian officials of lying.", "ACCUSE allege", "RUS", "UKR")]
    [InlineData("Eritrea denied that it was arming rebels in Somalia and accused Addis Ababa of preparing a new war.", "ACCUSE allege", "ERI", "ETH")]
    // Threats without the word.
    [InlineData("The Israeli defence minister said on Tuesday that Hamas would pay a heavy price if it did not halt its fire.", "THREATEN", "ISR", "PSE")]
    [InlineData("The Kremlin said it would respond in kind if Estonia went ahead with the plan.", "THREATEN", "RUS", "EST")]
    [InlineData("The United States will impose trade sanctions on Taiwan unless it curbs trade in tiger parts, officials said.", "THREATEN relations", "USA", "TWN")]
    [InlineData("North Korea warned on Sunday that military exercises by South Korea could push the peninsula to the brink of war.", "THREATEN", "PRK", "KOR")]
    [InlineData("Trade unions in Ecuador threatened to call a general strike unless the government scrapped the package.", "THREATEN restrict", "ECU", "ECU")]
    [InlineData("Zimbabwean President Robert Mugabe accused Britain of plotting to topple him and vowed to expel its ambassador.", "THREATEN", "ZWE", "GBR")]
    // Relations that are cut.
    [InlineData("Russia's lower house of parliament voted on Wednesday to suspend cooperation with NATO in protest at the expansion.", "SANCTION discontinue", "RUS", "IGO")]
    [InlineData("Japan froze aid to Pakistan on Friday after the tests.", "SANCTION discontinue", "JPN", "PAK")]
    [InlineData("The Netherlands stopped delivering spare parts to Israel because of the war.", "SANCTION discontinue", "NLD", "ISR")]
    [InlineData("The Commonwealth suspended Fiji following last month's military coup.", "SANCTION expel", "IGO", "FJI")]
    [InlineData("Ecuador gave three Colombian diplomats 48 hours to leave the country.", "SANCTION expel", "ECU", "COL")]
    [InlineData("Moscow retaliated by ordering 20 Czech embassy staff to leave.", "SANCTION expel", "RUS", "CZE")]
    [InlineData("UNITA pulled out of the unity government of Angola on Monday.", "SANCTION withdraw", "AGO", "AGO")]
    [InlineData("Canada withdrew its peacekeepers from Haiti on Monday.", "SANCTION withdraw", "CAN", "HTI")]
    [InlineData("The European Union on Monday lifted an arms embargo it imposed on Indonesia four months ago.", "RETREAT", "EUR", "IDN")]
    // Refusals, and what is asked for.
    [InlineData("Iran will not bow to American pressure to end its programme, the president said.", "REJECT yield", "IRN", "USA")]
    [InlineData("Malaysia said it would not take part in talks on the islands.", "REJECT meet", "MYS", "")]
    [InlineData("New Zealand cancelled a planned visit by a French warship over the tests.", "REJECT meet", "NZL", "FRA")]
    [InlineData("Jordan's prime minister told U.S. President Joe Biden that Amman rejected the displacement of Palestinians.", "REJECT", "JOR", "USA")]
    [InlineData("Macedonia asked NATO for military assistance after the attack.", "REQUEST assist", "MKD", "IGO")]
    [InlineData("Kenya sought Interpol's help on Monday in tracking down two suspects.", "REQUEST assist", "KEN", "IGO")]
    [InlineData("The Ethiopian prime minister said Eritrea would have to withdraw from all occupied territory.", "REQUEST yield", "ETH", "ERI")]
    [InlineData("The Congolese government demanded that Uganda and Rwanda withdraw their troops.", "REQUEST yield", "COD", "UGA+RWA")]
    [InlineData("Chile accused Bolivia on Monday of allowing smugglers to cross the border, a charge La Paz denied.", "REJECT", "BOL", "CHL")]
    [InlineData("Malawi's high court threw out a petition by the opposition to annul the election.", "REJECT", "MWI", "MWI")]
    [InlineData("Zimbabwe's government has withdrawn an invitation to Botswana.", "REJECT", "ZWE", "BWA")]
    [InlineData("Rebels of the Cabinda enclave in Angola threatened to attack oil workers.", "THREATEN violence", "AGO", "AGO")]
    [InlineData("Brazil said on Monday it would withdraw its ambassador from Israel.", "SANCTION withdraw", "BRA", "ISR")]
    [InlineData("The Arab League readmitted Syria on Sunday, a move criticised by Washington.", "ACCUSE disapprove", "USA", "IGO")]
    [InlineData("The U.S. State Department said it was deeply concerned by the arrest of two editors in Georgia and called for their release.", "ACCUSE disapprove", "USA", "GEO")]
    [InlineData("Belgium's parliament set up a commission to investigate the murder of ten paratroopers in Rwanda.", "ACCUSE investigate", "BEL", "")]
    // Agreements and meetings.
    [InlineData("The Cuban foreign minister held two hours of talks with the president of Panama on Friday.", "CONSULT", "CUB+PAN", "")]
    [InlineData("Vietnam expressed its intent to settle border disputes with China through negotiations.", "AGREE", "VNM", "CHN")]
    [InlineData("The bank approved a loan to the farmers after Kiev agreed to cut its budget deficit.", "AGREE", "UKR", "")]
    [InlineData("Hungary dropped its objections to the plan after a visit by the Swedish prime minister.", "CONCEDE", "HUN", "")]
    [InlineData("Russian President Vladimir Putin received the Iraqi prime minister in Moscow on Monday.", "CONSULT visit", "IRQ", "RUS")]
    [InlineData("The foreign ministers of Mali and Niger gathered in Tamanrasset on Monday to discuss the bandits.", "CONSULT", "MLI+NER", "")]
    [InlineData("Kazakhstan and China opened a new rail link on Saturday.", "COOPERATE", "KAZ+CHN", "")]
    [InlineData("Spain extradited a former Argentine officer to Mexico.", "COOPERATE", "ESP", "MEX")]
    public void Who_says_what_to_whom(string text, string expected, string actors, string recipients)
    {
        var events = CodedActors.Code(text, new DateOnly(2024, 3, 1)).Select(e => (Type: $"{e.Type.ToString().ToUpperInvariant()} {string.Join(',', e.Modes)}".Trim(), Actors: string.Join('+', e.Actors.Select(a => a.Country)), Recipients: string.Join('+', e.Recipients.Select(r => r.Country)))).ToList();

        events.ShouldContain((expected, actors, recipients));
    }

    [Theory]
    [InlineData("Armenia and Azerbaijan accused each other on Tuesday of violating a truce in the enclave.", PloverType.Assault)]
    [InlineData("Iran and Tajikistan signed an accord on Friday to cooperate in fighting drug trafficking.", PloverType.Assault)]
    [InlineData("Chad recalled its ambassador from Paris in protest at the raid.", PloverType.Protest)]
    [InlineData("The United States imposed sanctions on a Chinese firm on Tuesday for selling missiles to Pakistan.", PloverType.Cooperate)]
    [InlineData("The Somali government rejected the deal as an act of aggression.", PloverType.Assault)]
    [InlineData("Fiji's army commander defied a supreme court order to reinstate the government.", PloverType.Concede)]
    [InlineData("Moscow retaliated by ordering 20 Czech embassy staff to leave.", PloverType.Assault)]
    public void What_was_not_done(string text, PloverType type)
    {
        CodedActors.Code(text, new DateOnly(2024, 3, 1)).ShouldNotContain(e => e.Type == type);
    }

    [Fact]
    public void The_year_of_the_crime_is_not_that_of_the_charge()
    {
        CodedActors.Code("Prosecutors of the United Nations indicted three Croatian generals over the killing of civilians in 1993.", new DateOnly(2001, 3, 1)).First(e => e.Type == PloverType.Accuse).Status.ShouldBe(EventStatus.Actual);
    }

    [Fact]
    public void Who_shot_and_set_fire_did_both()
    {
        var events = CodedActors.Code("Gunmen shot concertgoers near Moscow on Friday and then set the building alight, leaving at least 133 dead.", new DateOnly(2024, 3, 24));

        events.First(e => e.Type == PloverType.Assault).Dead!.Value.ShouldBe(133);
    }
}
