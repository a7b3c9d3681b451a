namespace IngestWorker.Language.Places;

/// <summary>
/// The place names of one text, each name once, with a share for each of its candidates that is weighed anew in the light of the others' shares. The weights
/// were chosen on one half of a set of local news and checked on the other.
/// </summary>
internal sealed class PlaceContext
{
    private const int Rounds = 5;

    /// <summary>Of a name's places, the most populous; the United States have 31 counties of one name.</summary>
    private const int MostCandidates = 40;

    /// <summary>Names that are looked at for nearness, before and behind each mention: the work grows with the text's length, not its square.</summary>
    private const int Window = 12;

    private const int MostNeighbours = 48;

    /// <summary>How much the words of a text can say for a country.</summary>
    private const double Leaning = 6;

    /// <summary>How many such words it takes to say half of that.</summary>
    private const double HalfLeaning = 2;

    /// <summary>Mentions of one name that count; more of them say no more.</summary>
    private const int MostWeight = 3;

    /// <summary>A name and the region behind it: "Tripoli, Lebanon", "Tripoli in Lebanon".</summary>
    private const int BesideGap = 6;

    private static readonly double s_near = Chord(50);
    private static readonly double s_around = Chord(161);
    private static readonly double s_far = Chord(500);

    private readonly IReadOnlyList<(int Start, int End, string Text)> _mentions;
    private readonly int[] _nameOf;
    private readonly List<Name> _names = [];
    private Dictionary<string, double> _countries = [];
    private Dictionary<(string Country, string Region), double> _regions = [];
    private double _total;

    /// <param name="mentions">The place names in the order of the text.</param>
    /// <param name="candidates">The places of a name.</param>
    /// <param name="words">How many words of each country the text holds.</param>
    public PlaceContext(IReadOnlyList<(int Start, int End, string Text)> mentions, Func<string, IReadOnlyList<GazetteerEntry>> candidates, Func<IReadOnlyDictionary<string, int>> words)
    {
        var counted = new Lazy<(IReadOnlyDictionary<string, int> ByCountry, int All)>(() => { var found = words(); return (found, found.Values.Sum()); });
        (_mentions, _nameOf) = (mentions, new int[mentions.Count]);
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var m = 0; m < mentions.Count; m++)
        {
            var key = Gazetteer.Key(mentions[m].Text);
            if (!index.TryGetValue(key, out var name))
            {
                index[key] = name = _names.Count;
                _names.Add(new Name(key, candidates(mentions[m].Text), c => Leaning * counted.Value.ByCountry.GetValueOrDefault(c) / (counted.Value.All + HalfLeaning)));
            }

            _nameOf[m] = name;
            _names[name].Mentions++;
        }

        for (var m = 0; m < mentions.Count; m++)
        {
            var own = _names[_nameOf[m]];
            if (m + 1 < mentions.Count && mentions[m + 1].Start >= mentions[m].End && mentions[m + 1].Start - mentions[m].End <= BesideGap) own.Behind.Add(_nameOf[m + 1]);
            for (var i = Math.Max(0, m - Window); i < Math.Min(mentions.Count, m + Window + 1) && own.Neighbours.Count < MostNeighbours; i++)
            {
                if (_nameOf[i] != _nameOf[m]) own.Neighbours.Add(_nameOf[i]);
            }
        }
    }

    /// <summary>What a mention means; null where its name has no candidate.</summary>
    public GazetteerEntry? Chosen(int mention) => _names[_nameOf[mention]].Chosen;

    public void Weigh()
    {
        for (var round = 0; round < Rounds; round++)
        {
            CountRegions();
            foreach (var name in _names)
            {
                for (var c = 0; c < name.Candidates.Length; c++) name.Scores[c] = name.Priors[c] + Beside(name, c) + InRegion(name, c) + Nearness(name, c);
            }

            foreach (var name in _names) name.Share();
        }
    }

    /// <summary>The place that most of the text's other places are around; null where they are around no one place.</summary>
    public GazetteerEntry? Centre()
    {
        var placed = _names.Where(n => n.Chosen is { Kind: not PlaceKind.Country }).ToArray();
        GazetteerEntry? centre = null;
        var (best, all) = (0.0, placed.Sum(n => n.Certainty));
        // A text of hundreds of places is about none of them.
        foreach (var name in placed.Take(2 * MostNeighbours))
        {
            var around = placed.Sum(n => n.Certainty * Math.Exp(-PlaceResolver.DistanceKm(name.Chosen!, n.Chosen!) / 150));
            if (name.Chosen!.Kind == PlaceKind.Region) around *= 0.8;
            if (around > best) (centre, best) = (name.Chosen, around);
        }

        return best >= 0.5 * all ? centre : null;
    }

    /// <summary>Where a name without candidates most likely lies: in what is named behind it, else around the centre.</summary>
    public GazetteerEntry? Near(int mention, GazetteerEntry? centre)
    {
        var behind = _names[_nameOf[mention]].Behind.Select(n => _names[n].Chosen).FirstOrDefault(e => e is not null);
        if (behind is null) return centre;
        var isWithin = centre is not null && centre.Country == behind.Country && (behind.Kind == PlaceKind.Country || (behind.Kind == PlaceKind.Region && RegionOf(centre) == RegionOf(behind)));
        return isWithin ? centre : behind;
    }

    private void CountRegions()
    {
        (_countries, _regions, _total) = ([], [], 0);
        foreach (var name in _names)
        {
            if (name.Candidates.Length > 0) _total += name.Weight;
            for (var c = 0; c < name.Candidates.Length; c++)
            {
                var (region, share) = (RegionOf(name.Candidates[c]), name.Weight * name.Shares[c]);
                _countries[region.Country] = _countries.GetValueOrDefault(region.Country) + share;
                if (region.Region.Length > 0) _regions[region] = _regions.GetValueOrDefault(region) + share;
            }
        }
    }

    // "Alexandria, Louisiana"; "Tripoli in Lebanon".
    private double Beside(Name name, int c)
    {
        var (entry, best) = (name.Candidates[c], 0.0);
        foreach (var behind in name.Behind)
        {
            var other = _names[behind];
            for (var o = 0; o < other.Candidates.Length; o++)
            {
                var candidate = other.Candidates[o];
                if (candidate.Country != entry.Country) continue;
                if (candidate.Kind == PlaceKind.Country && entry.Kind != PlaceKind.Country) best = Math.Max(best, 4 * other.Shares[o]);
                else if (candidate.Kind == PlaceKind.Region && entry.Kind != PlaceKind.Region && entry.Region == candidate.Name) best = Math.Max(best, 5 * other.Shares[o]);
            }
        }

        return best;
    }

    // A paper that writes about one state's towns means that state's.
    private double InRegion(Name name, int c)
    {
        var (region, others) = (RegionOf(name.Candidates[c]), _total - name.Weight);
        if (others <= 0) return 0;
        var (ownCountry, ownRegion) = (0.0, 0.0);
        for (var i = 0; i < name.Candidates.Length; i++)
        {
            var other = RegionOf(name.Candidates[i]);
            if (other.Country == region.Country) ownCountry += name.Weight * name.Shares[i];
            if (other == region) ownRegion += name.Weight * name.Shares[i];
        }

        var score = 2 * (_countries.GetValueOrDefault(region.Country) - ownCountry) / (others + 1);
        return region.Region.Length == 0 ? score : score + (5 * (_regions.GetValueOrDefault(region) - ownRegion) / (others + 0.5));
    }

    private double Nearness(Name name, int c)
    {
        if (name.Candidates[c].Kind is PlaceKind.Country or PlaceKind.Region) return 0;
        var (best, sum) = (0.0, 0.0);
        foreach (var neighbour in name.Neighbours)
        {
            var other = _names[neighbour];
            var value = 0.0;
            for (var o = 0; o < other.Candidates.Length; o++)
            {
                if (other.Candidates[o].Kind is PlaceKind.Country or PlaceKind.Region || other.Candidates[o].Name == name.Candidates[c].Name) continue;
                var chord = name.Points[c].Chord(other.Points[o]);
                if (chord < s_far) value = Math.Max(value, other.Shares[o] * (chord < s_near ? 4 : chord < s_around ? 1.5 : 0.5));
            }

            best = Math.Max(best, value);
            sum += value * other.Weight;
        }

        return best + Math.Min(4, sum - best);
    }

    private static (string Country, string Region) RegionOf(GazetteerEntry entry) => (entry.Country, entry.Kind == PlaceKind.Region ? entry.Name : entry.Region);

    // Of the unit sphere, squared.
    private static double Chord(double km) => Math.Pow(2 * Math.Sin(km / 6371 / 2), 2);

    private readonly record struct Point(double X, double Y, double Z)
    {
        public static Point Of(GazetteerEntry entry)
        {
            var (latitude, longitude) = (double.DegreesToRadians(entry.Latitude), double.DegreesToRadians(entry.Longitude));
            return new Point(Math.Cos(latitude) * Math.Cos(longitude), Math.Cos(latitude) * Math.Sin(longitude), Math.Sin(latitude));
        }

        public double Chord(Point other)
        {
            var (x, y, z) = (X - other.X, Y - other.Y, Z - other.Z);
            return (x * x) + (y * y) + (z * z);
        }
    }

    private sealed class Name
    {
        public Name(string key, IReadOnlyList<GazetteerEntry> candidates, Func<string, double> leaning)
        {
            Candidates = candidates.Count <= 1 ? [.. candidates] : [.. candidates.OrderByDescending(e => e.Population).Take(MostCandidates)];
            Priors = [.. Candidates.Select(e => Prior(e, key) + (Candidates.Length > 1 ? leaning(e.Country) : 0))];
            Points = [.. Candidates.Select(Point.Of)];
            Scores = [.. Priors];
            Shares = new double[Candidates.Length];
            Share();
        }

        public GazetteerEntry[] Candidates { get; }

        public double[] Priors { get; }

        public Point[] Points { get; }

        public double[] Scores { get; }

        /// <summary>How likely each candidate is; together 1.</summary>
        public double[] Shares { get; }

        public int Mentions { get; set; }

        public double Weight => Math.Min(MostWeight, Mentions);

        /// <summary>Names that stand right behind this one.</summary>
        public HashSet<int> Behind { get; } = [];

        public HashSet<int> Neighbours { get; } = [];

        public GazetteerEntry? Chosen => Candidates.Length == 0 ? null : Candidates[Best];

        public double Certainty => Candidates.Length == 0 ? 0 : Weight * Shares[Best] * (Chosen!.Kind == PlaceKind.Region ? 0.7 : 1);

        private int Best
        {
            get
            {
                var best = 0;
                for (var c = 1; c < Shares.Length; c++)
                {
                    if (Shares[c] > Shares[best]) best = c;
                }

                return best;
            }
        }

        public void Share()
        {
            if (Scores.Length == 0) return;
            var (max, sum) = (Scores.Max(), 0.0);
            for (var c = 0; c < Scores.Length; c++) sum += Shares[c] = Math.Exp(Scores[c] - max);
            for (var c = 0; c < Scores.Length; c++) Shares[c] /= sum;
        }

        // Of two places of one size the one that is mainly called so.
        private static double Prior(GazetteerEntry entry, string key) =>
            (0.5 * Math.Log10(entry.Population + 10))
            + entry.Kind switch { PlaceKind.Country => 3, PlaceKind.Capital => 1.5, PlaceKind.Region => 1, _ => 0 }
            - (entry.Kind != PlaceKind.Country && !Gazetteer.Key(entry.Name).StartsWith(key, StringComparison.Ordinal) ? 0.5 : 0);
    }
}
