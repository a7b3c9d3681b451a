using IngestWorker.Contracts;
using IngestWorker.Events;

namespace IngestWorker.Tests.Events;

public sealed class EventCoderTests
{
    private static readonly EventCoder Coder = new();

    [Fact]
    public void An_active_sentence_gives_actor_and_recipient_with_their_countries()
    {
        var e = One("The Turkish army attacked Syrian soldiers near Idlib on Monday.");
        e.Type.ShouldBe(PloverType.Assault);
        e.Actors.Single().Country.ShouldBe("TUR");
        e.Actors.Single().Sectors.ShouldBe(["MIL"]);
        e.Recipients.Single().Country.ShouldBe("SYR");
        e.Place!.Text.ShouldBe("Idlib");
    }

    [Fact]
    public void A_passive_sentence_gives_the_same_roles()
    {
        var e = One("Syrian soldiers were attacked by the Turkish army.");
        e.Actors.Single().Country.ShouldBe("TUR");
        e.Recipients.Single().Country.ShouldBe("SYR");
    }

    [Fact]
    public void A_reporting_verb_becomes_the_source_of_what_it_reports()
    {
        var e = One("Rebels shelled the town of Donetsk, the defence ministry of Ukraine said.");
        e.Type.ShouldBe(PloverType.Assault);
        e.Modes.ShouldContain("heavy-weapons");
        e.AccordingTo!.Country.ShouldBe("UKR");
        e.Claim.ShouldBe(Claim.Stated);
    }

    [Fact]
    public void A_demand_is_one_event_and_its_content_none()
    {
        var e = One("Turkey urged Armenia to withdraw its troops.");
        e.Type.ShouldBe(PloverType.Request);
        e.Actors.Single().Country.ShouldBe("TUR");
        e.Recipients.Single().Country.ShouldBe("ARM");
    }

    [Fact]
    public void A_weekday_is_resolved_to_the_last_one_before_publication()
    {
        var e = One("Iranian forces shelled an Iraqi village on Sunday.", new DateOnly(2020, 10, 2));
        e.Date!.Start.ShouldBe(new DateOnly(2020, 9, 27));
        e.Date.End.ShouldBe(new DateOnly(2020, 9, 27));
    }

    [Fact]
    public void Without_a_publication_date_a_weekday_keeps_its_words_only()
    {
        var e = One("Iranian forces shelled an Iraqi village on Sunday.");
        e.Date!.Start.ShouldBeNull();
        e.Date.Text.ShouldContain("Sunday");
    }

    [Fact]
    public void Casualties_belong_to_the_act_that_caused_them()
    {
        var e = One("Boko Haram militants attacked a village in Borno, killing at least 30 people.");
        e.Trigger.Text.ShouldBe("attacked");
        e.Dead.ShouldBe(new Quantity(30, 30, null, e.Dead!.Text));
    }

    [Fact]
    public void A_negated_sentence_is_negated() => One("The army did not attack the rebels.").Status.ShouldBe(EventStatus.Negated);

    [Fact]
    public void A_future_visit_is_an_agreement() => One("Iran's president will visit Turkey next week for talks.").Type.ShouldBe(PloverType.Agree);

    [Fact]
    public void Another_language_is_not_coded()
    {
        var result = Coder.Code(new CodingInput { ArticleId = Guid.Empty, Text = "Les soldats ont attaqué le village.", Language = "fr" });
        result.Outcome.ShouldBe(Outcome.LanguageNotSupported);
        result.Events.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("A chemical plant exploded in Ohio on Monday, killing three workers.")]
    [InlineData("The striker scored a late goal to beat Chelsea and take his team into the cup final of the league.")]
    [InlineData("Heavy rain hit the north of the country and flooded two villages.")]
    [InlineData("The company raised its prices by 4 percent after a strong quarter.")]
    public void Accidents_sport_weather_and_business_are_no_events(string text) =>
        Coder.Code(new CodingInput { ArticleId = Guid.Empty, Text = text }).Events.ShouldBeEmpty();

    [Fact]
    public void An_embedded_post_is_its_authors_word()
    {
        const string Text = "Armenian forces shelled Azerbaijani villages again.";
        var result = Coder.Code(new CodingInput
        {
            ArticleId = Guid.Empty,
            Text = Text,
            Blocks = [new TextBlock(BlockKind.EmbeddedPost, 0, Text.Length, "MFA Azerbaijan (@AzerbaijanMFA)")],
        });
        result.Events.Single().AccordingTo!.Country.ShouldBe("AZE");
    }

    [Fact]
    public void Offsets_count_code_points()
    {
        const string Text = "😀😀 Rebels attacked the Syrian army.";
        var e = One(Text);
        e.Trigger.Start.ShouldBe(10);
        e.Trigger.Text.ShouldBe("attacked");
    }

    [Fact]
    public void No_two_events_have_the_same_trigger_and_type()
    {
        const string Text = "Russia and Ukraine exchanged artillery fire. Russia accused Ukraine of attacks on Donetsk. Police arrested protesters and detained activists.";
        var events = Coder.Code(new CodingInput { ArticleId = Guid.Empty, Text = Text }).Events;
        events.Count.ShouldBeGreaterThan(2);
        events.Select(e => (e.Trigger.Start, e.Trigger.End, e.Type)).Distinct().Count().ShouldBe(events.Count);
    }

    private static CodedEvent One(string text, DateOnly? published = null)
    {
        var result = Coder.Code(new CodingInput { ArticleId = Guid.Empty, Text = text, Published = published });
        result.Outcome.ShouldBe(Outcome.Ok);
        return result.Events.ShouldHaveSingleItem();
    }
}
