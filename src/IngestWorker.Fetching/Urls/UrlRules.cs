namespace IngestWorker.Fetching;

/// <summary>The two lists that canonical addresses depend on. A changed list changes item ids: links seen before may be fetched once more.</summary>
public sealed class UrlRules
{
    public UrlRules(TrackingParameters trackingParameters, PublicSuffixList publicSuffixes)
    {
        TrackingParameters = trackingParameters;
        PublicSuffixes = publicSuffixes;
    }

    /// <summary>The bundled lists.</summary>
    public static UrlRules Default { get; } = new(TrackingParameters.Bundled, PublicSuffixList.Bundled);

    /// <summary>The rules that settings ask for: the bundled lists, with what they add or put in their place.</summary>
    public static UrlRules Of(FetchingOptions options) => new(
        options.TrackingParameters.Count == 0 ? TrackingParameters.Bundled : TrackingParameters.BundledAnd(options.TrackingParameters),
        options.PublicSuffixListFile is { } file ? PublicSuffixList.Parse(File.ReadLines(file)) : PublicSuffixList.Bundled);

    public TrackingParameters TrackingParameters { get; }

    public PublicSuffixList PublicSuffixes { get; }
}
