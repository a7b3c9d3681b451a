using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;

namespace IngestWorker.Contracts;

/// <summary>The released names of closed vocabularies, the same in JSON, in the database, in metrics and in logs.</summary>
public static class EnumNames
{
    public static string ToName<T>(this T value) where T : struct, Enum => Names<T>.ByValue[value];

    /// <exception cref="FormatException">The text is no member of <typeparamref name="T"/>.</exception>
    public static T Parse<T>(string name) where T : struct, Enum =>
        Names<T>.ByName.TryGetValue(name, out var value)
            ? value
            : throw new FormatException($"'{name}' is no {typeof(T).Name}; allowed: {string.Join(", ", Names<T>.ByName.Keys.Order(StringComparer.Ordinal))}");

    private static class Names<T> where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> ByValue = Enum.GetValues<T>().ToFrozenDictionary(v => v, NameOf);
        public static readonly FrozenDictionary<string, T> ByName = ByValue.ToFrozenDictionary(p => p.Value, p => p.Key, StringComparer.Ordinal);

        private static string NameOf(T value) =>
            typeof(T).GetField(value.ToString())!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? value.ToString();
    }
}
