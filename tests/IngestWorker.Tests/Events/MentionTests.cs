using IngestWorker.Contracts;
using IngestWorker.Events;

namespace IngestWorker.Tests.Events;

/// <summary>What is only mentioned, thought of or studied, and what is told more than once.</summary>
public sealed class MentionTests
{
    private static readonly EventCoder s_coder = new();

    [Theory]
    [InlineData("Maj. Tom Keller, a spokesman for Northern Shield, the French military operation against Islamic State in Mali, told reporters on Monday that the claim was false.", PloverType.Assault)]
    [InlineData("The fence gives a measure of protection to farmers against rebel raids, the governor said.", PloverType.Assault)]
    [InlineData("The town's hotels have been hit by weeks of anti-government protests, the bank said.", PloverType.Protest)]
    [InlineData("The airline cut its flights to the city because of protests.", PloverType.Protest)]
    [InlineData("Shares fell despite months of demonstrations against the president.", PloverType.Protest)]
    [InlineData("The prime minister cancelled the visit, citing rebel violence.", PloverType.Assault)]
    [InlineData("The two governments said they would work to end the rebels' insurgency.", PloverType.Assault)]
    [InlineData("The man faces six counts of sexual assault of a teenager, prosecutors said.", PloverType.Assault)]
    [InlineData("The president's office did not respond to a request for comment on Monday.", PloverType.Request)]
    [InlineData("Soldiers of the regiment were captured at the Battle of Antietam, the museum's director said.", PloverType.Assault)]
    [InlineData("The clerk was charged with kidnapping and arson, the police said.", PloverType.Assault)]
    [InlineData("The suspect's convictions include arson and assault, the police said.", PloverType.Assault)]
    [InlineData("Police were called to a disturbance at the hotel on Monday.", PloverType.Protest)]
    [InlineData("The minister kept his options open on future talks with Iran and Syria.", PloverType.Agree)]
    [InlineData("It was not a political march, the mayor said.", PloverType.Protest)]
    public void What_explains_a_name_or_lies_behind_other_news_is_a_mention(string sentence, PloverType type) =>
        Code(sentence).ShouldNotContain(e => e.Type == type);

    [Theory]
    [InlineData("The minister knows that making concessions to the rebels is a mistake, an aide said.", PloverType.Concede)]
    [InlineData("After a year of talks between Iran and Turkey, quietly signing a treaty has become impossible.", PloverType.Support)]
    [InlineData("The treaty between Iran and Turkey was supposed to be a short one.", PloverType.Agree)]
    [InlineData("The ministry's rules recommend detaining migrants no longer than three days.", PloverType.Coerce)]
    [InlineData("Analysts cited the doubts whether Iran and Turkey could agree to end the trade war.", PloverType.Retreat)]
    [InlineData("Why would these officers be outraged by the government's decision?", PloverType.Accuse)]
    [InlineData("The former minister was due to be released from prison in May.", PloverType.Retreat)]
    [InlineData("The clinic gave out vaccine to stop the illness and prevent epidemics, the government said.", PloverType.Reject)]
    [InlineData("The activists tried to meet the governor and demand an inquiry.", PloverType.Request)]
    [InlineData("The president said he was still interested in signing a treaty with Iran.", PloverType.Agree)]
    [InlineData("The judge declared the suspect unfit to stand trial.", PloverType.Accuse)]
    [InlineData("It may take a year until the former minister stands trial.", PloverType.Accuse)]
    [InlineData("The ministry fears that the council could refuse to accept the bridge.", PloverType.Reject)]
    [InlineData("The new government will be obliged to support the treaty, the president said.", PloverType.Agree)]
    [InlineData("The court ruled that the agents were entitled to detain the workers.", PloverType.Coerce)]
    [InlineData("The smugglers moved by night to avoid a police raid on their homes.", PloverType.Coerce)]
    [InlineData("The speech strengthened the government's resolve to end the rebels' uprising.", PloverType.Concede)]
    [InlineData("I look forward to receiving the committee's report, the president said.", PloverType.Agree)]
    [InlineData("The press voiced concerns that officials are restricting news of the disease.", PloverType.Coerce)]
    public void What_is_thought_of_planned_or_asked_about_is_no_deed(string sentence, PloverType type) =>
        Code(sentence).ShouldNotContain(e => e.Type == type);

    [Theory]
    [InlineData("Scientists at the agency examined how long flights would affect the crew.", PloverType.Accuse)]
    [InlineData("The space agency awarded contracts to three companies for a new rocket.", PloverType.Support)]
    [InlineData("The senator has become politically compromised, his rivals said.", PloverType.Concede)]
    [InlineData("The minister was exonerated by an independent inquiry on Monday.", PloverType.Concede)]
    [InlineData("In the opening scene of the series, a soldier is tortured by rebels.", PloverType.Assault)]
    [InlineData("The general told lawmakers it was his duty to report the call.", PloverType.Request)]
    [InlineData("Police boarded the train and found the man asleep.", PloverType.Coerce)]
    [InlineData("Officers rammed the door of the flat on Monday.", PloverType.Assault)]
    [InlineData("Police searched the area for the gunman on Monday.", PloverType.Coerce)]
    [InlineData("The man confessed, saying he had driven away after fighting off the girl's father.", PloverType.Assault)]
    [InlineData("A soldier was struck by a car on Monday as he crossed the road, police said.", PloverType.Assault)]
    [InlineData("The general died of a heart attack on Monday at the base, the army said.", PloverType.Assault)]
    [InlineData("Police officers were dispatched to the crossing after a call from a driver.", PloverType.Mobilize)]
    [InlineData("Police were summoned back to the house by a neighbour's call.", PloverType.Request)]
    [InlineData("Three parolees were returned to custody on Monday, the police said.", PloverType.Retreat)]
    [InlineData("Police freed the driver from the wreckage on Monday.", PloverType.Retreat)]
    [InlineData("The ministry released funds for the schools on Monday.", PloverType.Retreat)]
    [InlineData("The man admitted in court on Monday that he had killed his neighbour.", PloverType.Concede)]
    [InlineData("The judge accepted the man's plea on Monday.", PloverType.Agree)]
    [InlineData("A resident helped the dealer sell drugs, the police said.", PloverType.Aid)]
    [InlineData("The state was forced to borrow at higher rates.", PloverType.Coerce)]
    [InlineData("Grant P. Miller, 27, was stopped by employees of the shop near the police station.", PloverType.Sanction)]
    public void Studies_contracts_scenes_and_searches_are_no_deeds_against_anybody(string sentence, PloverType type) =>
        Code(sentence).ShouldNotContain(e => e.Type == type);

    [Theory]
    [InlineData("The court exonerated the former minister on Monday.", PloverType.Concede)]
    [InlineData("Police are examining how the suspects escaped from the prison.", PloverType.Accuse)]
    [InlineData("Customs officers boarded the Iranian tanker near Gibraltar on Monday.", PloverType.Coerce)]
    [InlineData("Police searched the house of the minister on Monday.", PloverType.Coerce)]
    [InlineData("Soldiers fought off the rebels near Sirte on Monday.", PloverType.Assault)]
    [InlineData("Lawmakers questioned the general's judgement on Tuesday.", PloverType.Accuse)]
    [InlineData("The capital was rocked by a third day of protests on Monday, police said.", PloverType.Protest)]
    [InlineData("The Palestinian Authority - which has rejected the plan - called for an emergency meeting of the Arab League.", PloverType.Request)]
    public void The_same_words_tell_of_a_deed_elsewhere(string sentence, PloverType type) =>
        Code(sentence).ShouldContain(e => e.Type == type);

    [Fact]
    public void A_court_that_throws_out_a_case_denies_no_raid() =>
        Code("A judge dismissed all claims against the ministry over the police raid on the plant in Turin.").ShouldNotContain(e => e.Status == EventStatus.Negated);

    [Fact]
    public void A_past_tense_goes_with_no_infinitive() =>
        Code("A judge in Rome declared the minister unfit to stand trial and ordered the Italian police to release him.").ShouldContain(e => e.Type == PloverType.Request);

    [Fact]
    public void Who_is_questioned_is_not_reproached() =>
        Code("Lawmakers questioned the general about the raid on Tuesday.").Single(e => e.Type == PloverType.Accuse).Modes.ShouldBe(["investigate"]);

    [Fact]
    public void A_claimed_deed_is_one_event_of_those_who_claim_it()
    {
        var deed = Code("Al-Shabaab claimed responsibility for shooting down the Kenyan plane near Kismayo on Monday.").ShouldHaveSingleItem();
        deed.Trigger.Text.ShouldBe("shooting down");
        deed.Actors.ShouldHaveSingleItem().Text.ShouldBe("Al-Shabaab");
        (deed.Claim, deed.AccordingTo?.Text).ShouldBe((Claim.Claimed, "Al-Shabaab"));
    }

    [Fact]
    public void A_deed_told_again_is_one_with_the_facts_of_both_tellings()
    {
        var deed = Code("The Taliban claimed responsibility for shooting down the helicopter near Kunduz.\n\"The Americans wanted to land there, but their helicopter was shot down on Monday,\" a spokesman said.").ShouldHaveSingleItem();
        deed.Actors.ShouldHaveSingleItem().Country.ShouldBe("AFG");
        deed.Date.ShouldNotBeNull().Text.ShouldBe("Monday");
        deed.Mentions.Count.ShouldBe(2);
    }

    [Fact]
    public void Who_is_accused_of_a_crime_is_its_actor()
    {
        var crime = Code("The minister was accused of rape by a former aide on Monday.").Single(e => e.Type == PloverType.Assault);
        crime.Actors.ShouldHaveSingleItem().Text.ShouldBe("The minister");
        (crime.Claim, crime.AccordingTo?.Text).ShouldBe((Claim.Claimed, "former aide"));
    }

    [Fact]
    public void What_is_welcomed_is_not_done_by_who_welcomes_it() =>
        Code("Russia welcomed the Turkish decision to drop the charges against the pilot.").Where(e => e.Type == PloverType.Concede).SelectMany(e => e.Actors).ShouldNotContain(a => a.Country == "RUS");

    [Fact]
    public void A_plural_verb_goes_with_the_plural_subject() =>
        Code("Many lawmakers say that Iran has broken the deal and oppose the talks.").Single(e => e.Type == PloverType.Accuse).Actors.ShouldHaveSingleItem().Text.ShouldBe("Many lawmakers");

    private static IReadOnlyList<CodedEvent> Code(string text) =>
        s_coder.Code(new CodingInput { ArticleId = Guid.Empty, Text = text, Published = new DateOnly(2020, 10, 2) }).Events;
}
