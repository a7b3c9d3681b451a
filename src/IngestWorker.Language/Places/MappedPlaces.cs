using System.IO.MemoryMappedFiles;
using System.Text;

namespace IngestWorker.Language.Places;

/// <summary>Looks names up in a file that <see cref="PlaceFile"/> made, without reading it into memory. Any number of threads.</summary>
internal sealed class MappedPlaces
{
    private readonly MemoryMappedViewAccessor _view;
    private readonly string[] _regions;
    private readonly long _names;
    private readonly long _table;
    private readonly long _pairs;

    /// <exception cref="InvalidDataException">The file is none of this version, or is cut off.</exception>
    public MappedPlaces(string path)
    {
        var length = new FileInfo(path).Length;
        if (length < PlaceFile.HeaderBytes) throw new InvalidDataException($"{path} is no file of places.");
        // The file stays mapped as long as the process lives, as the gazetteer does.
        using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, 0, MemoryMappedFileAccess.Read);
        _view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        if (_view.ReadUInt64(0) != PlaceFile.Magic) throw new InvalidDataException($"{path} is no file of places, or one of another version; make it anew with \"ingest places import\".");
        Count = _view.ReadInt32(8);
        var (nameLength, pairs, regionLength) = (_view.ReadUInt32(12), _view.ReadInt32(16), _view.ReadInt32(20));
        _names = PlaceFile.HeaderBytes + ((long)Count * PlaceFile.PlaceBytes);
        _table = _names + nameLength;
        _pairs = _table + (4L * ((1 << PlaceFile.TableBits) + 1));
        if (_pairs + (8L * pairs) + regionLength != length) throw new InvalidDataException($"{path} is cut off; make it anew with \"ingest places import\".");
        _regions = Text(_pairs + (8L * pairs), regionLength).Split('\n');
    }

    public int Count { get; }

    /// <summary>Adds the places of this name, the most populous first.</summary>
    public void Find(string name, List<GazetteerEntry> found)
    {
        var hash = PlaceFile.Hash(name);
        var at = _table + (4L * PlaceFile.TableIndex(hash));
        var (first, end, rest) = (_view.ReadUInt32(at), _view.ReadUInt32(at + 4), PlaceFile.Rest(hash));
        for (var i = first; i < end; i++)
        {
            var pair = _pairs + (8L * i);
            var other = _view.ReadUInt32(pair);
            // They are in order.
            if (other > rest) break;
            if (other == rest) found.Add(Entry(_view.ReadUInt32(pair + 4)));
        }
    }

    private GazetteerEntry Entry(uint place)
    {
        var at = PlaceFile.HeaderBytes + ((long)place * PlaceFile.PlaceBytes);
        var nameAt = _names + _view.ReadUInt32(at + 16);
        return new GazetteerEntry(
            (PlaceKind)_view.ReadByte(at + 23),
            Text(nameAt + 1, _view.ReadByte(nameAt)),
            CountryCodes.Alpha3[_view.ReadByte(at + 22)],
            _regions[_view.ReadUInt16(at + 20)],
            _view.ReadInt32(at + 4) / 100_000.0,
            _view.ReadInt32(at + 8) / 100_000.0,
            _view.ReadUInt32(at + 12),
            _view.ReadUInt32(at));
    }

    private string Text(long at, int length)
    {
        var bytes = new byte[length];
        _view.ReadArray(at, bytes, 0, length);
        return Encoding.UTF8.GetString(bytes);
    }
}
