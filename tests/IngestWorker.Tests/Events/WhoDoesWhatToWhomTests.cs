using IngestWorker.Contracts;
using IngestWorker.Events;

namespace IngestWorker.Tests.Events;

/// <summary>Type, first actor and first recipient of invented sentences, one construction each.</summary>
public sealed class WhoDoesWhatToWhomTests
{
    private static readonly EventCoder Coder = new();

    [Theory]
    // What is agreed is not undone by the violence that it is to end.
    [InlineData("Eritrea and Djibouti agreed on a plan to end weeks of fighting along their border.", "AGREE", "ERI", null)]
    // What an occasion is used for is done; what is done to somebody behind who does it; the second of two whom talks are between.
    [InlineData("The Norwegian minister took the opportunity to accuse Belarus of torture.", "ACCUSE", "NOR", "BLR")]
    [InlineData("Norway condemned the arrest by Belarusian police of twelve Polish journalists.", "ACCUSE", "NOR", "BLR")]
    [InlineData("Talks between the president of Serbia and Kosovo began on Monday.", "CONSULT", "SRB", null)]
    // A place that no table knows and that acts is a state, or what passes for one.
    [InlineData("Arnor accused Poland of aggression on Monday.", "ACCUSE", null, "POL")]
    // Sanctions and bans that are lifted, whatever stands between verb and noun; those that will not be.
    [InlineData("Canada has lifted most of its remaining economic sanctions against Belarus.", "RETREAT", "CAN", "BLR")]
    [InlineData("Kenya rolled back its tariffs on Ugandan traders on Monday.", "RETREAT", "KEN", "UGA")]
    [InlineData("Canada will not lift the arms embargo on Belarus, its foreign minister said.", "REJECT", "CAN", "BLR")]
    // Talks that fail are turned down by both sides.
    [InlineData("Serbia and Kosovo have failed to reach an agreement on the border after hours of talks.", "REJECT", "SRB", "XKX")]
    // A round of talks is talks.
    [InlineData("Serbia began a new round of talks with Kosovo on Monday.", "CONSULT", "SRB", null)]
    // A thing stands for those whose it is.
    [InlineData("Norway condemned the Belarusian government's treatment of prisoners.", "ACCUSE", "NOR", "BLR")]
    [InlineData("The Egyptian air force carried out strikes Friday evening against Boko Haram positions.", "ASSAULT", "EGY", "NGA")]
    // Help for the sake of somebody.
    [InlineData("Norway has donated a shipment of tents to assist Nepal after the earthquake.", "AID", "NOR", "NPL")]
    // Who is to do what is demanded.
    [InlineData("The opposition demanded that President Macron resign.", "REQUEST", null, "FRA")]
    [InlineData("Norway demanded the withdrawal of all Russian troops from the town.", "REQUEST", "NOR", "RUS")]
    // Somebody who is called by name.
    [InlineData("President Macron called Ethiopian President Taye Atske Selassie on Friday to discuss the crisis.", "CONSULT", "FRA", null)]
    [InlineData("Denmark returned the stolen statues to the Indian government on Monday.", "RETREAT", "DNK", "IND")]
    // Whoever is arrested is somebody.
    [InlineData("Kenyan police on Monday arrested 25 gang members in Nairobi.", "COERCE", "KEN", "KEN")]
    [InlineData("Ghana has deployed peacekeepers to Liberia.", "AID", "GHA", "LBR")]
    [InlineData("Canada has suspended all humanitarian aid to Sudan.", "SANCTION", "CAN", "SDN")]
    // The day between subject and verb, and what stands before the dash.
    [InlineData("Iraqi forces Monday recaptured the town of Rawa from Islamic State.", "ASSAULT", "IRQ", "IMG")]
    [InlineData("A Zimbabwean court on Tuesday freed activist pastor Tendai Moyo, a critic of the president.", "RETREAT", "ZWE", "ZWE")]
    [InlineData("NAIROBI, Kenya - Police have arrested three students during a demonstration.", "COERCE", "KEN", "KEN")]
    [InlineData("Poland on Monday expelled two Belarusian diplomats.", "SANCTION", "POL", "BLR")]
    public void The_event_is_found_with_its_sides(string text, string type, string? actor, string? recipient)
    {
        var events = Coder.Code(new CodingInput { ArticleId = Guid.Empty, Text = text, Published = new DateOnly(2024, 11, 5) }).Events;
        var found = events.FirstOrDefault(e => e.Type.ToName() == type);
        found.ShouldNotBeNull(string.Join("; ", events.Select(e => $"{e.Type.ToName()} {e.Trigger.Text}")));
        if (actor is not null) found.Actors[0].Country.ShouldBe(actor);
        if (recipient is not null) found.Recipients.Select(r => r.Country).ShouldContain(recipient);
    }

    [Fact]
    public void What_is_demanded_has_not_happened() =>
        Coder.Code(new CodingInput { ArticleId = Guid.Empty, Text = "The Armenian opposition demanded that the prime minister's government resign." }).Events.ShouldHaveSingleItem().Type.ShouldBe(PloverType.Request);

    [Fact]
    public void Nobody_invites_himself() =>
        Coder.Code(new CodingInput { ArticleId = Guid.Empty, Text = "President Macron telephoned Australian Prime Minister Scott Morrison, inviting him to Paris." }).Events
            .Single(e => e.Type == PloverType.Agree).Recipients[0].Country.ShouldBe("AUS");
}
