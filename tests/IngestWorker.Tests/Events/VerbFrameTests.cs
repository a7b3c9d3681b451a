using IngestWorker.Contracts;
using IngestWorker.Events;
using IngestWorker.Events.Lexicon;
using IngestWorker.Events.Words;

namespace IngestWorker.Tests.Events;

/// <summary>
/// The lexicon's verbs in the sentence frames of news. A verb counts where its plain sentence is coded right, so that the frames are tested and not the lexicon;
/// each frame has the least share of verbs that must be coded with their type and both sides.
/// </summary>
public sealed class VerbFrameTests
{
    // Of the verbs with a plain object every so manieth, so that the suite stays short; all of them by INGEST_FRAME_FAILURES, a file for what failed.
    private const int Step = 3;

    private static readonly string? Failures = Environment.GetEnvironmentVariable("INGEST_FRAME_FAILURES");

    private static readonly EventCoder Coder = new();

    private static readonly Lazy<List<(PloverType Type, string Verb, Sides Sides)>> Known = new(FindKnown);

    private static readonly Sides[] AllSides =
    [
        new("Chadian soldiers", "Nigerian police", IsPlural: true),
        new("Chad", "Nigeria", IsPlural: false),
        new("Chad's foreign minister", "the Nigerian government", IsPlural: false),
    ];

    private sealed record Sides(string Actor, string Recipient, bool IsPlural);

    [Theory]
    [InlineData("{R} {was} {part} by {a} on Monday.", 0.97)]
    [InlineData("{R} {has} been {part} by {a}, a newspaper reported.", 0.97)]
    [InlineData("{R} {is} being {part} by {a}.", 0.97)]
    [InlineData("{R} {part} by {a} on Monday {was} taken by surprise.", 0.93)]
    [InlineData("The vote was delayed after {r} {was} {part} by {a} on Monday.", 0.97)]
    [InlineData("{A} {has} {part} {r}, a newspaper reported.", 0.97)]
    [InlineData("{A} {is} {ing} {r}.", 0.97)]
    [InlineData("{A} {pres} {r}", 0.93)]
    [InlineData("{A}, {who} {past} {r} on Monday, gave no reason.", 0.98)]
    [InlineData("{R}, {whom} {a} {past} on Monday, gave no comment.", 0.96)]
    [InlineData("{A} ignored the warnings on Monday and {past} {r}.", 0.98)]
    [InlineData("{A} {past} {r} and ignored the warnings.", 0.98)]
    [InlineData("{A} ignored the warnings, {ing} {r}.", 0.97)]
    [InlineData("{A} reacted by {ing} {r} on Monday.", 0.97)]
    [InlineData("{A} used the occasion to {base} {r}.", 0.97)]
    [InlineData("{A} began to {base} {r} on Monday.", 0.97)]
    [InlineData("{A} did not {base} {r} on Monday.", 0.97)]
    [InlineData("After {ing} {r} on Monday, {a} gave no reason.", 0.97)]
    [InlineData("The crisis began when {a} {past} {r} on Monday.", 0.98)]
    [InlineData("The vote was delayed after {a} {past} {r} on Monday.", 0.97)]
    [InlineData("Sudan also condemned the move, while {a} {past} {r}.", 0.98)]
    [InlineData("Sudan stayed neutral, but {a} {past} {r}.", 0.98)]
    [InlineData("Sudan stayed neutral; {a} {past} {r}.", 0.97)]
    [InlineData("{A} {past} {r} because of the crisis.", 0.98)]
    [InlineData("Despite appeals from Sudan, {a} {past} {r} on Monday.", 0.98)]
    [InlineData("Amid growing tension, {a} {past} {r} on Monday.", 0.98)]
    [InlineData("Since Monday, {a} {has} {part} {r}.", 0.97)]
    [InlineData("A witness said that {a} had {part} {r}.", 0.97)]
    [InlineData("Residents said {a} {past} {r} on Monday.", 0.98)]
    [InlineData("According to residents, {a} {past} {r} on Monday.", 0.98)]
    [InlineData("{A} {past} {r} on Monday, a spokesman said.", 0.98)]
    [InlineData("{A}, residents said, {past} {r} on Monday.", 0.97)]
    [InlineData("\"{A} {past} {r} on Monday,\" a spokesman told reporters.", 0.98)]
    [InlineData("Asked about the crisis, a spokesman said {a} {past} {r}.", 0.97)]
    [InlineData("Reports that {a} {past} {r} could not be confirmed.", 0.95)]
    [InlineData("Two days later {a} {past} {r}.", 0.97)]
    [InlineData("On Monday {a} {past} {r}.", 0.97)]
    [InlineData("{A} on Monday {past} {r}.", 0.97)]
    [InlineData("{A} and Sudan on Monday {past} {r}.", 0.96)]
    [InlineData("{A} again {past} {r} on Monday.", 0.98)]
    [InlineData("{A}, for the third time this year, {past} {r} on Monday.", 0.97)]
    [InlineData("In the border town of Bol, {a} {past} {r} on Monday.", 0.97)]
    [InlineData("It was {a} {that} {past} {r} on Monday.", 0.97)]
    [InlineData("N'DJAMENA, March 3 (Reuters) - {A} {past} {r} on Monday, state radio said.", 0.97)]
    public void A_frame_keeps_type_and_sides(string frame, double least)
    {
        var failed = Known.Value.Select(k => (k.Type, Sentence: Fill(frame, k.Verb, k.Sides))).Where(s => !IsRight(s.Type, s.Sentence, frame)).Select(s => $"{s.Type.ToName()} {s.Sentence}").ToList();
        if (Failures is not null) File.AppendAllLines(Failures, failed);
        Frames.ShouldReach(least, Known.Value.Count, failed);
    }

    /// <summary>Verbs whose other side stands behind a preposition, or that have none: no passives that have lost their auxiliary.</summary>
    [Theory]
    [InlineData(PloverType.Assault, "Chadian soldiers", "clash", "with Nigerian police")]
    [InlineData(PloverType.Assault, "Chadian soldiers", "fight", "with Nigerian police")]
    [InlineData(PloverType.Assault, "Chadian soldiers", "retaliate", "against Nigerian police")]
    [InlineData(PloverType.Assault, "Chadian soldiers", "fire", "on Nigerian police")]
    [InlineData(PloverType.Assault, "Chadian soldiers", "shoot", "at Nigerian police")]
    [InlineData(PloverType.Consult, "Chad's foreign minister", "meet", "with the Nigerian government")]
    [InlineData(PloverType.Consult, "Chad's foreign minister", "negotiate", "with the Nigerian government")]
    [InlineData(PloverType.Protest, "Chadian students", "protest", "against the Nigerian government")]
    [InlineData(PloverType.Protest, "Chadian students", "march", "against the Nigerian government")]
    [InlineData(PloverType.Retreat, "Chadian soldiers", "surrender", "to Nigerian police")]
    [InlineData(PloverType.Concede, "Chad", "apologize", "to Nigeria")]
    [InlineData(PloverType.Request, "Chad", "appeal", "to Nigeria")]
    public void A_verb_without_an_object_keeps_its_subject_in_every_frame(PloverType type, string actor, string verb, string other)
    {
        string[] frames =
        [
            "{A} {past} {r} on Monday, a spokesman said.", "Residents said {a} {past} {r} on Monday.", "According to residents, {a} {past} {r} on Monday.", "\"{A} {past} {r} on Monday,\" a spokesman told reporters.",
            "Two days later {a} {past} {r}.", "On Monday {a} {past} {r}.", "In the border town of Bol, {a} {past} {r} on Monday.", "{A} again {past} {r} on Monday.", "{A}, residents said, {past} {r} on Monday.",
            "{A} {past} {r} because of the crisis.", "Despite appeals from Sudan, {a} {past} {r} on Monday.", "The crisis began when {a} {past} {r}.", "{A} {past} {r} and ignored the warnings.",
        ];
        var failed = frames.Select(f => Fill(f, verb, new Sides(actor, other, actor.EndsWith('s')))).Where(s => !IsRight(type, s, "")).ToList();
        failed.Count.ShouldBeLessThanOrEqualTo(2, string.Join('\n', failed));
    }

    private static List<(PloverType Type, string Verb, Sides Sides)> FindKnown() =>
    [
        .. Coder.Lexicon.Entries.Where(e => e is { Kind: TriggerKind.Verb, Subject: Role.Actor, Object: Role.Recipient, Complement: "" })
            .SelectMany(e => e.Triggers.Where(t => t.Length == 1 && t[0].All(char.IsAsciiLetterLower)).Select(t => (e.Type, Verb: t[0]))).Distinct()
            .Where((_, i) => Failures is not null || i % Step == 0)
            .SelectMany(v => AllSides.Select(s => (v.Type, v.Verb, s))).Where(v => IsRight(v.Type, Fill("{A} {past} {r} on Monday.", v.Verb, v.s), "")),
    ];

    private static bool IsRight(PloverType type, string sentence, string frame) =>
        Frames.Code(sentence).Any(e =>
            e.Type == type && e.Actors.Any(a => a.Country == "TCD") && e.Recipients.Concat(type is PloverType.Consult or PloverType.Assault ? e.Actors : []).Any(r => r.Country == "NGA") && (!frame.Contains("did not", StringComparison.Ordinal) || e.Status is EventStatus.Negated));

    private static string Fill(string frame, string verb, Sides sides)
    {
        // Auxiliaries agree with what stands before them.
        var isPlural = sides.IsPlural;
        return Frames.Fill(
            frame, ("a", sides.Actor), ("r", sides.Recipient), ("past", Inflection.Past(verb)), ("part", Inflection.Participle(verb)), ("ing", Inflection.Gerund(verb)), ("base", verb),
            ("pres", isPlural ? verb : Inflection.ThirdPerson(verb)), ("was", isPlural ? "were" : "was"), ("has", isPlural ? "have" : "has"), ("is", isPlural ? "are" : "is"),
            ("who", sides.Actor == "Chad" ? "which" : "who"), ("whom", isPlural ? "whom" : "which"), ("that", sides.Actor == "Chad" ? "that" : "who"));
    }
}
