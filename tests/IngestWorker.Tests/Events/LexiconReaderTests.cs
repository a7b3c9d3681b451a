using IngestWorker.Events.Lexicon;
using IngestWorker.Events.Ontology;

namespace IngestWorker.Tests.Events;

public sealed class LexiconReaderTests
{
    private readonly LexiconReader _reader = new(new PloverTables());

    [Fact]
    public void All_errors_of_a_file_are_reported_with_their_lines_and_nothing_is_loaded()
    {
        const string Text = """
            # a comment
            verb | attack | | Rebels * the town.
            @ ASSAULT nonsense
            adverb | attack | | Rebels * the town.
            verb | attack | need=mood | Rebels * the town.
            verb | attack | on=X | Rebels * the town.
            verb | attack | | Rebels attacked the town.
            verb | good | | Rebels * the town.
            """;
        var (entries, errors) = _reader.Read("mine.txt", Text);
        entries.ShouldBeEmpty();
        errors.Select(e => e.Line).ShouldBe([2, 3, 4, 5, 6, 7]);
        errors.ShouldAllBe(e => e.File == "mine.txt");
    }

    [Fact]
    public void An_entry_carries_its_type_modes_roles_and_place_in_the_file()
    {
        var (entries, errors) = _reader.Read("mine.txt", "@ ASSAULT aerial\nverb | bomb, carry out ... on | on=R need=actor | Jets * the town.\n");
        errors.ShouldBeEmpty();
        var entry = entries.ShouldHaveSingleItem();
        entry.Modes.ShouldBe(["aerial"]);
        entry.Prepositions["on"].ShouldBe(Role.Recipient);
        entry.Source.ShouldBe("mine.txt:2");
    }
}
