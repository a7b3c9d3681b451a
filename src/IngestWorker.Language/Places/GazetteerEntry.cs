namespace IngestWorker.Language.Places;

/// <summary>What an entry of the gazetteer is.</summary>
public enum PlaceKind
{
    Country,

    /// <summary>A first-level division, or a region that is disputed or known by a name of its own.</summary>
    Region,
    Capital,
    Locality,
}

/// <summary>A place with its position.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its main name.</param>
/// <param name="Country">ISO 3166-1 alpha-3.</param>
/// <param name="Region">Name of the first-level division it lies in; empty where unknown.</param>
/// <param name="Latitude">Degrees, WGS 84.</param>
/// <param name="Longitude">Degrees, WGS 84.</param>
/// <param name="Population">0 where unknown.</param>
/// <param name="GeoNamesId">Its id in GeoNames; null where it has none here.</param>
public sealed record GazetteerEntry(PlaceKind Kind, string Name, string Country, string Region, double Latitude, double Longitude, long Population, long? GeoNamesId);
