using IngestWorker.Roles;

namespace IngestWorker.Tests.Roles;

public sealed class TextSignatureTests
{
    private static readonly string[] Paragraphs =
    [
        "The council of the port met on Monday and decided by nine votes to four that the old lighthouse will be sold.",
        "Fishermen from three villages had asked for weeks that it be kept, since its lamp is the only one on that stretch of coast.",
        "The mayor said that repairs would cost more than the town spends on its schools in a year.",
        "A shipowner from the capital has offered to pay for the lamp, but not for the tower and its stairs.",
        "The sale is to be complete before the winter, when the ferries stop and the road over the pass is closed.",
        "Two members of the council left the room before the vote and told reporters that they would go to court.",
    ];

    private static readonly string Text = string.Join('\n', Paragraphs);

    [Fact]
    public void A_text_that_lost_a_paragraph_and_got_a_line_of_the_site_s_own_is_the_same()
    {
        var mobile = string.Join('\n', Paragraphs[..5]) + "\nRead more on our site.";
        TextSignature.AreAlike(TextSignature.Of(Text), TextSignature.Of(mobile)).ShouldBeTrue();
    }

    [Fact]
    public void Signatures_are_stored_so_that_of_a_text_stays_what_it_is() => TextSignature.Of(Text).ShouldBe(4772189390659670249);

    [Fact]
    public void Case_and_punctuation_do_not_count() =>
        TextSignature.Of(Text.ToUpperInvariant().Replace(",", " –", StringComparison.Ordinal)).ShouldBe(TextSignature.Of(Text));

    [Fact]
    public void Two_texts_of_one_kind_are_two()
    {
        const string Other = """
            The council of the town met on Tuesday and decided by seven votes to five that a new library will be built.
            Teachers from two schools had asked for years that there be one, since the nearest is an hour away by bus.
            The treasurer said that the money would come from the sale of a meadow behind the station.
            A bookseller from the next town has offered her own books, but nobody to look after them.
            Work is to begin in spring, when the ground is soft and the builders come back from the south.
            """;
        TextSignature.AreAlike(TextSignature.Of(Text), TextSignature.Of(Other)).ShouldBeFalse();
    }
}
