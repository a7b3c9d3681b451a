using IngestWorker.Language;
using IngestWorker.Language.Coreference;

namespace IngestWorker.Tests.Language;

public sealed class ReferenceTests
{
    [Theory]
    [InlineData("Chancellor Maria Petrova met the miners in Lorvia on Monday. She promised them new contracts.", "She", "Maria Petrova")]
    [InlineData("Norland's president Viktor Hassim visited the front on Friday. The president told soldiers that the war would end.", "The president", "Viktor Hassim")]
    [InlineData("Viktor Hassim arrived in Geneva on Friday. Hassim left again on Sunday.", "Hassim", "Viktor Hassim")]
    [InlineData("A missile hit the British destroyer Sheffield on Tuesday. She sank a day later.", "She", "Sheffield")]
    public void A_reference_leads_to_the_name(string text, string reference, string antecedent)
    {
        var found = LanguageSample.Analyzer.Analyze(text).References.Last(r => r.Text == reference && r.SentenceIndex == 1);

        found.Antecedents.ShouldHaveSingleItem().Text.ShouldBe(antecedent);
        found.Confidence.ShouldBeInRange(0.01, 1);
    }

    [Theory]
    [InlineData("UN", "United Nations", true)]
    [InlineData("IMF", "International Monetary Fund", true)]
    [InlineData("OSCE", "Organization for Security and Co-operation in Europe", true)]
    [InlineData("UN", "Union of Nations", true)]
    [InlineData("UNO", "United Nations", false)]
    public void Initials_stand_for_a_name(string initials, string name, bool isSame) => ReferenceReader.IsInitials(initials, name).ShouldBe(isSame);

    [Fact]
    public void The_two_countries_are_the_two_last_named()
    {
        var found = LanguageSample.Analyzer.Analyze("Turkey closed its border with Greece on Monday. The two countries have argued about the islands for years.").References;

        found.Single(r => r.Text == "The two countries").Antecedents.Select(a => a.Text).ShouldBe(["Turkey", "Greece"], ignoreOrder: true);
    }

    [Fact]
    public void The_two_sides_may_be_a_country_and_an_organization() =>
        LanguageSample.Analyzer.Analyze("Israel and Hezbollah exchanged fire across the border. The two sides accused each other of breaking the truce.").References
            .Single(r => r.Text == "The two sides").Antecedents.Select(a => a.Text).ShouldBe(["Israel", "Hezbollah"], ignoreOrder: true);

    [Fact]
    public void Offsets_are_those_of_the_text()
    {
        const string text = "Anna Lind 🙂 spoke first. Then she left the hall. Lind came back later.";
        foreach (var reference in LanguageSample.Analyzer.Analyze(text).References)
        {
            Cut(reference.Start, reference.End).ShouldBe(reference.Text);
            foreach (var antecedent in reference.Antecedents) Cut(antecedent.Start, antecedent.End).ShouldBe(antecedent.Text);
        }

        string Cut(int start, int end) => string.Concat(text.EnumerateRunes().Skip(start).Take(end - start));
    }

    [Fact]
    public void An_empty_it_stands_for_nothing() =>
        LanguageSample.Analyzer.Analyze("The army took the bridge. It was clear that the war would go on.").References.ShouldNotContain(r => r.Text == "It");
}
