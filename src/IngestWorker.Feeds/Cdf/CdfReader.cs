using IngestWorker.Feeds.Wire;
using IngestWorker.Feeds.Xml;

namespace IngestWorker.Feeds.Cdf;

/// <summary>Channel Definition Format (Microsoft, 1997), from elements to slots. Channels in the channel are sections; their items count.</summary>
internal static class CdfReader
{
    private const int MaxChannelDepth = 16;

    public static void Feed(ref XmlPull x, FeedReading reading)
    {
        var feed = reading.Feed;
        Wiring.UrlAttribute(ref x, "href", ref feed.Link);
        feed.Updated ??= x.Attr("lastmod");
        var depth = x.Depth;
        while (x.NextChild(depth))
        {
            switch (x.Name)
            {
                case "item":
                    Item(ref x, reading);
                    break;
                case "channel" when depth < MaxChannelDepth:
                    Feed(ref x, reading);
                    break;
                case "title":
                    Wiring.Field(ref x, ref feed.Title);
                    break;
                case "abstract":
                    Wiring.Html(ref x, ref feed.Description);
                    break;
                case "logo":
                    Wiring.UrlAttribute(ref x, "href", ref feed.Logo);
                    break;
                case "a":
                    Wiring.UrlAttribute(ref x, "href", ref feed.Link);
                    break;
            }
        }
    }

    private static void Item(ref XmlPull x, FeedReading reading)
    {
        var entry = reading.StartEntry(x.Language);
        Wiring.UrlAttribute(ref x, "href", ref entry.Link);
        entry.Updated = x.Attr("lastmod");
        var depth = x.Depth;
        while (x.NextChild(depth))
        {
            switch (x.Name)
            {
                case "title":
                    Wiring.Field(ref x, ref entry.Title);
                    break;
                case "abstract" or "description":
                    Wiring.Html(ref x, ref entry.Description);
                    break;
                case "a":
                    Wiring.UrlAttribute(ref x, "href", ref entry.Link);
                    break;
                case "logo":
                    Wiring.UrlAttribute(ref x, "href", ref entry.Image);
                    break;
                case "item":
                    x.CloseBeforeThis(depth - 1);
                    break;
            }
        }
        reading.EndEntry(isComplete: x.Event != XmlEvent.EndOfDocument);
    }
}
