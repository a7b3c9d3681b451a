namespace IngestWorker.Tests.Language;

public sealed class CountTests
{
    [Theory]
    [InlineData("At least 86 people were killed in the attack.", "At least 86", 86, 86, null)]
    [InlineData("The shelling wounded nearly 200 civilians.", "nearly 200", 200, null, 200)]
    [InlineData("Dozens of protesters were arrested.", "Dozens", null, 24, null)]
    [InlineData("The bombing killed 12.", "12", 12, null, null)]
    [InlineData("The war displaced about 1.2 million people.", "about 1.2 million", 1_200_000, null, null)]
    [InlineData("Twenty-one workers were kidnapped.", "Twenty-one", 21, null, null)]
    [InlineData("Hundreds of thousands of refugees fled the country.", "Hundreds of thousands", null, 200_000, null)]
    [InlineData("Several thousand teachers surrounded the building.", "Several thousand", null, 3000, null)]
    [InlineData("No one was injured in the blast.", "No one", 0, null, null)]
    public void A_number_of_people_has_value_and_bounds(string text, string words, int? value, int? min, int? max)
    {
        var count = LanguageSample.Analyzer.Analyze(text).Counts.ShouldHaveSingleItem();

        text[count.Start..count.End].ShouldBe(words);
        (count.Value, count.Min, count.Max).ShouldBe((value, min, max));
    }

    [Theory]
    [InlineData("The army bought 20 tanks and 300 rifles.")]
    [InlineData("Oil rose to 86 dollars in 2014.")]
    public void Numbers_of_things_are_left_alone(string text) => LanguageSample.Analyzer.Analyze(text).Counts.ShouldBeEmpty();
}
