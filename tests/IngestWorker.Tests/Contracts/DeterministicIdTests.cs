using IngestWorker.Contracts;

namespace IngestWorker.Tests.Contracts;

public sealed class DeterministicIdTests
{
    /// <summary>RFC 9562, appendix A.4: the example of version 5.</summary>
    [Fact]
    public void The_example_of_RFC_9562_comes_out() =>
        DeterministicId.Create(new Guid("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "www.example.com").ShouldBe(new Guid("2ed6657d-e927-568b-95e1-2665a8aea6a2"));

    [Fact]
    public void The_same_input_gives_the_same_id_and_any_other_input_another()
    {
        var item = DeterministicId.ForItem("https://example.com/a");
        DeterministicId.ForItem("https://example.com/a").ShouldBe(item);
        var article = DeterministicId.ForArticle(item, "text");
        Guid[] all =
        [
            item,
            DeterministicId.ForItem("https://example.com/b"),
            DeterministicId.ForFeed("https://example.com/a"),
            article,
            DeterministicId.ForArticle(item, "other text"),
            DeterministicId.ForPage(item, "text"),
            DeterministicId.ForEvent(article, 1, 2, PloverType.Assault),
            DeterministicId.ForEvent(article, 1, 2, PloverType.Coerce),
            DeterministicId.ForEvent(article, 1, 3, PloverType.Assault),
        ];
        all.Distinct().Count().ShouldBe(all.Length);
        all.ShouldAllBe(id => id.Version == 5);
    }

    [Fact]
    public void Every_member_of_the_closed_vocabularies_has_a_name_that_leads_back_to_it()
    {
        foreach (var outcome in Enum.GetValues<Outcome>()) EnumNames.Parse<Outcome>(outcome.ToName()).ShouldBe(outcome);
        foreach (var type in Enum.GetValues<PloverType>()) EnumNames.Parse<PloverType>(type.ToName()).ShouldBe(type);
        PloverType.Assault.ToName().ShouldBe("ASSAULT");
        Should.Throw<FormatException>(() => EnumNames.Parse<Claim>("doubted")).Message.ShouldContain("claimed, confirmed, denied, stated");
    }
}
