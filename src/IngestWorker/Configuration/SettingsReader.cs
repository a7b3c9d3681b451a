using System.Collections;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace IngestWorker.Configuration;

/// <summary>
/// Reads settings into options classes and collects every error, so that all of them are reported together: a value of the
/// wrong kind, a value out of its range, a name that no setting has. The framework's binder stops at the first and ignores
/// misspelled names.
/// </summary>
internal static class SettingsReader
{
    /// <summary>Fills <paramref name="target"/>'s properties from the sections of the same names.</summary>
    /// <param name="configuration">The section that holds the properties' values.</param>
    /// <param name="target">An options object with its defaults set.</param>
    /// <param name="prefix">What stands before a property's name in messages: empty, or ending in ':'.</param>
    /// <param name="errors">Gets one line for each error, with the setting's name, its value, and what is allowed.</param>
    public static void Read(IConfiguration configuration, object target, string prefix, ICollection<string> errors)
    {
        var properties = target.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.GetMethod is not null && p.GetIndexParameters().Length == 0 && (p.SetMethod is { IsPublic: true } || IsSection(p.PropertyType)))
            .ToDictionary(p => p.Name, StringComparer.OrdinalIgnoreCase);

        foreach (var section in configuration.GetChildren())
        {
            var name = prefix + section.Key;
            if (!properties.TryGetValue(section.Key, out var property))
                errors.Add($"{name}: there is no such setting; allowed here: {string.Join(", ", properties.Keys.Order(StringComparer.Ordinal))}.");
            else if (IsSection(property.PropertyType))
                Read(section, property.GetValue(target)!, name + ":", errors);
            else if (IsList(property.PropertyType))
                property.SetValue(target, ReadList(section));
            else if (section.Value is { } text)
                ReadValue(property, target, text, name, errors);
            else
                errors.Add($"{name}: takes one value ({Allowed(property.PropertyType)}), not a section.");
        }
    }

    private static bool IsSection(Type type) => type is { IsClass: true } && type != typeof(string) && type != typeof(Uri) && !IsList(type);

    private static bool IsList(Type type) => type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type);

    // A list is given as Name:0, Name:1, ... or, where only one variable is handy, as one value with commas.
    private static List<string> ReadList(IConfigurationSection section) => section.Value is { } text
        ? [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]
        : [.. section.GetChildren().Select(c => c.Value).OfType<string>()];

    private static void ReadValue(PropertyInfo property, object target, string text, string name, ICollection<string> errors)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (text.Length == 0 && (type != property.PropertyType || type == typeof(string)))
            property.SetValue(target, null);
        else if (TryParse(type, text, out var value))
            property.SetValue(target, value);
        else
            errors.Add($"{name}: '{text}' is not allowed; it takes {Allowed(type)}.");
    }

    private static bool TryParse(Type type, string text, out object? value)
    {
        const NumberStyles Whole = NumberStyles.AllowLeadingSign;
        (var ok, value) = type switch
        {
            _ when type == typeof(string) => (true, text),
            _ when type == typeof(bool) => (bool.TryParse(text, out var v), (object)v),
            _ when type == typeof(int) => (int.TryParse(text, Whole, CultureInfo.InvariantCulture, out var v), v),
            _ when type == typeof(long) => (long.TryParse(text, Whole, CultureInfo.InvariantCulture, out var v), v),
            _ when type == typeof(double) => (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var v), v),
            _ when type == typeof(TimeSpan) => (TryParseDuration(text, out var v), v),
            _ when type == typeof(Uri) => (Uri.TryCreate(text, UriKind.Absolute, out var v), v),
            // Enum.TryParse alone takes numbers and comma lists too.
            _ when type.IsEnum => (Enum.TryParse(type, text, ignoreCase: true, out var v) && Enum.GetNames(type).Contains(text, StringComparer.OrdinalIgnoreCase), v),
            _ => throw new InvalidOperationException($"A setting of type {type.Name} has no reader."),
        };
        return ok;
    }

    /// <summary>"hh:mm:ss", or a number with its unit: "500ms", "30s", "15m", "6h", "7d".</summary>
    internal static bool TryParseDuration(string text, out TimeSpan value)
    {
        (string Suffix, double Seconds)[] units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86400)];
        foreach (var (suffix, seconds) in units)
        {
            if (!text.EndsWith(suffix, StringComparison.Ordinal)) continue;
            var ok = double.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && Math.Abs(number * seconds) < TimeSpan.MaxValue.TotalSeconds / 2;
            value = ok ? TimeSpan.FromSeconds(number * seconds) : default;
            return ok;
        }
        // A bare number would be read as days.
        value = default;
        return text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value);
    }

    private static string Allowed(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(bool) => "true or false",
        var t when t == typeof(int) || t == typeof(long) => "a whole number",
        var t when t == typeof(double) => "a number",
        var t when t == typeof(TimeSpan) => "a duration such as 500ms, 30s, 15m, 6h, 7d or hh:mm:ss",
        var t when t == typeof(Uri) => "an absolute URL",
        { IsEnum: true } t => string.Join(" or ", Enum.GetNames(t)),
        _ => "text",
    };
}
