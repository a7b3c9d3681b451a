using System.Text;
using IngestWorker.Contracts;
using IngestWorker.Events;

namespace IngestWorker.Cli;

/// <summary>`ingest events explain`: an explanation as text for people.</summary>
internal static class EventsExplanation
{
    public static string Write(Explanation explanation)
    {
        StringBuilder text = new();
        if (explanation.Outcome != Outcome.Ok) text.AppendLine($"Not read: {explanation.Outcome.ToName()}.");
        foreach (var sentence in explanation.Sentences) Write(text, sentence);
        text.AppendLine(explanation.Events.Count == 0 ? "No event." : $"{explanation.Events.Count} event(s):");
        foreach (var coded in explanation.Events) Write(text, coded);
        return text.ToString();
    }

    private static void Write(StringBuilder text, ExplainedSentence sentence)
    {
        foreach (var w in sentence.Words) text.AppendLine($"{w.Index,4}  {w.Text,-18} {w.Lemma,-18} {w.Tag,-6} {w.Head,4}  {w.Relation}");
        foreach (var name in sentence.Names) text.AppendLine($"  name    {name}");
        foreach (var match in sentence.Matches)
            text.AppendLine($"  {(match.Rejected is null ? "match " : "reject")}  '{match.Trigger}' {match.Type.ToName()} by {match.Rule}{(match.Rejected is { } why ? ": " + why : "")}");
        text.AppendLine();
    }

    private static void Write(StringBuilder text, CodedEvent e)
    {
        text.AppendLine($"  {e.Type.ToName()} {string.Join(',', e.Modes)} '{e.Trigger.Text}' {e.Status.ToName()}, confidence {e.Confidence:F2}, {e.Rule}");
        text.AppendLine($"    actors     {Names(e.Actors)}");
        text.AppendLine($"    recipients {Names(e.Recipients)}");
        if (e.Date is { } date) text.AppendLine($"    date       {date.Start:yyyy-MM-dd}..{date.End:yyyy-MM-dd} '{date.Text}'");
        if (e.Place is { } place) text.AppendLine($"    place      {place.Text} [{place.Country}] {place.Latitude} {place.Longitude}");
        if (e.AccordingTo is { } source) text.AppendLine($"    source     {Names([source])} ({e.Claim?.ToName()})");
        if (e.Dead is { } dead) text.AppendLine($"    dead       {dead}");
        if (e.RelayedBy is { } medium) text.AppendLine($"    relayed by {Names([medium])}");
        if (e.Injured is { } injured) text.AppendLine($"    injured    {injured}");
        if (e.Arrested is { } arrested) text.AppendLine($"    arrested   {arrested}");
        if (e.Displaced is { } displaced) text.AppendLine($"    displaced  {displaced}");
        if (e.Participants is { } participants) text.AppendLine($"    taking part {participants}");
        foreach (var figure in e.Figures) text.AppendLine($"    figure     {figure.Kind.ToName()} '{figure.Quantity.Text}' of {Names(figure.Of is null ? [] : [figure.Of])} by {Names(figure.AccordingTo is null ? [] : [figure.AccordingTo])}");
        foreach (var mention in e.Mentions.Skip(1)) text.AppendLine($"    also       '{mention.Trigger.Text}' at {mention.Trigger.Start}");
    }

    private static string Names(IReadOnlyList<Actor> actors) =>
        actors.Count == 0 ? "none" : string.Join("; ", actors.Select(a => $"{a.Text} [{a.Country}:{string.Join(',', a.Sectors)}]"));
}
