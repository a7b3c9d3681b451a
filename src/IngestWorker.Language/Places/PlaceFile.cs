using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace IngestWorker.Language.Places;

/// <summary>
/// Turns a GeoNames dump, all of GeoNames if need be, into one compact file that is looked up in place. Little endian: a
/// header, the places (24 bytes each), their names, then pairs of (rest of a name's hash, place) behind a table of where
/// each leading part of the hash begins, then the regions' names.
/// </summary>
public static class PlaceFile
{
    internal const ulong Magic = 0x3130_4341_4C50_4749;
    internal const int HeaderBytes = 64;
    internal const int PlaceBytes = 24;

    /// <summary>Leading bits of a hash that the table resolves; the other 32 stand in the pairs.</summary>
    internal const int TableBits = 20;

    /// <summary>Beyond so many places of one name, the most populous are kept.</summary>
    internal const int MaxPerName = 64;

    /// <summary>Of spots, those that news speaks of: airfields, bases, camps, crossings, dams, power stations, prisons, mines.</summary>
    private static readonly HashSet<string> Spots = ["AIRB", "AIRP", "AIRF", "MILB", "CMP", "CMPRF", "PSTB", "BDG", "DAM", "PS", "PSN", "PRN", "MNE", "PRT", "NVB", "INSM"];

    /// <param name="dump">The dump, 19 columns a line; other lines are passed over.</param>
    /// <param name="output">The file to write. It appears when it is complete.</param>
    /// <param name="progress">Told the number of lines read, every hundred thousand.</param>
    /// <param name="cancellationToken">Stops the import; nothing is left behind.</param>
    /// <returns>The number of places.</returns>
    /// <exception cref="InvalidDataException">No line of the dump is a place.</exception>
    public static int Import(TextReader dump, string output, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var (unfinished, names) = (output + ".unfinished", output + ".names");
        try
        {
            int count;
            using (var nameStream = new FileStream(names, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 20, FileOptions.DeleteOnClose))
            using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20))
            {
                count = new Writer(stream, nameStream).Write(dump, progress, cancellationToken);
            }

            File.Move(unfinished, output, overwrite: true);
            return count;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>A hash that stands for the name itself: 52 bits of it are kept, so that two names meet once in hundreds of millions.</summary>
    internal static ulong Hash(string name)
    {
        var hash = 14695981039346656037ul;
        foreach (var c in Gazetteer.Key(name)) hash = (hash ^ c) * 1099511628211ul;
        hash ^= hash >> 32;
        hash *= 0x9E3779B97F4A7C15ul;
        return hash ^ (hash >> 29);
    }

    internal static int TableIndex(ulong hash) => (int)(hash >> (64 - TableBits));

    internal static uint Rest(ulong hash) => (uint)(hash >> (32 - TableBits));

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private readonly record struct Pair(ulong Hash, uint Population, uint Place);

    private sealed class Writer(Stream stream, Stream nameStream)
    {
        private readonly List<Pair> _pairs = [];
        private readonly Dictionary<string, ushort> _regions = new(StringComparer.Ordinal) { [""] = 0 };
        private readonly Dictionary<ushort, string> _regionNames = new() { [0] = "" };
        private readonly HashSet<ulong> _own = [];
        private uint _nameLength;
        private int _count;

        public int Write(TextReader dump, IProgress<long>? progress, CancellationToken cancellationToken)
        {
            stream.Write(new byte[HeaderBytes]);
            Span<Range> columns = stackalloc Range[20];
            var lines = 0L;
            while (dump.ReadLine() is { } line)
            {
                if (++lines % 100_000 == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    progress?.Report(lines);
                }

                if (line.AsSpan().Split(columns, '\t') >= 15) Add(line, columns);
            }

            progress?.Report(lines);
            if (_count == 0) throw new InvalidDataException("No line is a place in GeoNames' dump format (19 columns, tab-separated).");
            Finish();
            return _count;
        }

        private void Add(string line, ReadOnlySpan<Range> columns)
        {
            var classOf = line.AsSpan(columns[6]);
            var code = line.AsSpan(columns[7]);
            if (!IsWanted(classOf, code) || !CountryCodes.TryFind(line.AsSpan(columns[8]), out var country)) return;
            if (!uint.TryParse(line.AsSpan(columns[0]), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return;
            if (!TryDegrees(line.AsSpan(columns[4]), out var latitude) || !TryDegrees(line.AsSpan(columns[5]), out var longitude)) return;
            _ = long.TryParse(line.AsSpan(columns[14]), NumberStyles.None, CultureInfo.InvariantCulture, out var people);
            var population = (uint)Math.Min(people, uint.MaxValue);
            var kind = code switch { "PPLC" => PlaceKind.Capital, "PCLI" or "PCLD" or "PCLS" => PlaceKind.Country, "ADM1" => PlaceKind.Region, _ => PlaceKind.Locality };
            var name = line[columns[1]];
            var region = RegionOf(string.Concat(line.AsSpan(columns[8]), ".", line.AsSpan(columns[10])));
            if (kind == PlaceKind.Region) _regionNames[region] = name;

            Span<byte> record = stackalloc byte[PlaceBytes];
            MemoryMarshal.Write(record, id);
            MemoryMarshal.Write(record[4..], latitude);
            MemoryMarshal.Write(record[8..], longitude);
            MemoryMarshal.Write(record[12..], population);
            MemoryMarshal.Write(record[16..], _nameLength);
            MemoryMarshal.Write(record[20..], region);
            (record[22], record[23]) = (country, (byte)kind);
            stream.Write(record);
            WriteName(name);
            AddNames(line, columns, name, population);
            _count++;
        }

        // Other names are looked up as English writes them; codes and other scripts are not.
        private void AddNames(string line, ReadOnlySpan<Range> columns, string name, uint population)
        {
            _own.Clear();
            AddName(name, population);
            AddName(line[columns[2]], population);
            var others = line.AsSpan(columns[3]);
            foreach (var range in others.Split(','))
            {
                var other = others[range];
                if (other.Length > 3 && other[0] < 0x250 && char.IsUpper(other[0])) AddName(other.ToString(), population);
            }
        }

        private void AddName(string name, uint population)
        {
            if (name.Length == 0) return;
            var hash = Hash(name);
            if (_own.Add(hash)) _pairs.Add(new Pair(hash, population, (uint)_count));
        }

        private void WriteName(string name)
        {
            var bytes = Encoding.UTF8.GetBytes(name.Length > 63 ? name[..63] : name);
            nameStream.WriteByte((byte)bytes.Length);
            nameStream.Write(bytes);
            _nameLength += (uint)bytes.Length + 1;
        }

        private ushort RegionOf(string code)
        {
            if (_regions.TryGetValue(code, out var known)) return known;
            if (_regions.Count == ushort.MaxValue) return 0;
            _regionNames[(ushort)_regions.Count] = "";
            return _regions[code] = (ushort)_regions.Count;
        }

        private void Finish()
        {
            nameStream.Position = 0;
            nameStream.CopyTo(stream);
            _pairs.Sort((a, b) => a.Hash != b.Hash ? a.Hash.CompareTo(b.Hash) : a.Population != b.Population ? b.Population.CompareTo(a.Population) : a.Place.CompareTo(b.Place));
            var pairs = WithoutCrowds();
            var table = new uint[(1 << TableBits) + 1];
            foreach (var pair in pairs) table[TableIndex(pair.Hash) + 1]++;
            for (var i = 1; i < table.Length; i++) table[i] += table[i - 1];
            stream.Write(MemoryMarshal.AsBytes(table.AsSpan()));
            Span<byte> bytes = stackalloc byte[8];
            foreach (var pair in pairs)
            {
                MemoryMarshal.Write(bytes, Rest(pair.Hash));
                MemoryMarshal.Write(bytes[4..], pair.Place);
                stream.Write(bytes);
            }

            var regions = Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, _regions.Count).Select(i => _regionNames[(ushort)i])));
            stream.Write(regions);
            stream.Position = 0;
            Span<byte> header = stackalloc byte[32];
            MemoryMarshal.Write(header, Magic);
            MemoryMarshal.Write(header[8..], _count);
            MemoryMarshal.Write(header[12..], _nameLength);
            MemoryMarshal.Write(header[16..], pairs.Count);
            MemoryMarshal.Write(header[20..], regions.Length);
            stream.Write(header);
        }

        private List<Pair> WithoutCrowds()
        {
            var kept = new List<Pair>(_pairs.Count);
            var same = 0;
            foreach (var pair in _pairs)
            {
                same = kept.Count > 0 && kept[^1].Hash == pair.Hash ? same + 1 : 0;
                if (same < MaxPerName) kept.Add(pair);
            }

            return kept;
        }

        private static bool IsWanted(ReadOnlySpan<char> classOf, ReadOnlySpan<char> code) => classOf switch
        {
            "P" or "A" or "L" => true,
            "T" => code is "ISL" or "ISLS" or "MT" or "MTS" or "PEN" or "PASS" or "VAL" or "DSRT" or "CAPE",
            "H" => code is "SEA" or "GULF" or "STRT" or "BAY" or "LK" or "OCN" or "CHN",
            "S" => Spots.GetAlternateLookup<ReadOnlySpan<char>>().Contains(code),
            _ => false,
        };

        private static bool TryDegrees(ReadOnlySpan<char> text, out int hundredThousandths)
        {
            var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees);
            hundredThousandths = isNumber && Math.Abs(degrees) <= 180 ? (int)Math.Round(degrees * 100_000) : 0;
            return isNumber && Math.Abs(degrees) <= 180;
        }
    }
}
