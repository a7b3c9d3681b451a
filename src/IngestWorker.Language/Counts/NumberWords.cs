using System.Collections.Frozen;
using System.Globalization;

namespace IngestWorker.Language.Counts;

/// <summary>Reads a number that is written in figures, in words, or in both ("1.2 million", "two hundred and fifty").</summary>
internal static class NumberWords
{
    private static readonly FrozenDictionary<string, int> Small = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["zero"] = 0,
        ["one"] = 1,
        ["two"] = 2,
        ["three"] = 3,
        ["four"] = 4,
        ["five"] = 5,
        ["six"] = 6,
        ["seven"] = 7,
        ["eight"] = 8,
        ["nine"] = 9,
        ["ten"] = 10,
        ["eleven"] = 11,
        ["twelve"] = 12,
        ["thirteen"] = 13,
        ["fourteen"] = 14,
        ["fifteen"] = 15,
        ["sixteen"] = 16,
        ["seventeen"] = 17,
        ["eighteen"] = 18,
        ["nineteen"] = 19,
        ["twenty"] = 20,
        ["thirty"] = 30,
        ["forty"] = 40,
        ["fifty"] = 50,
        ["sixty"] = 60,
        ["seventy"] = 70,
        ["eighty"] = 80,
        ["ninety"] = 90,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, long> Scales = new Dictionary<string, long>(StringComparer.Ordinal)
    {
        ["dozen"] = 12,
        ["hundred"] = 100,
        ["thousand"] = 1000,
        ["million"] = 1_000_000,
        ["billion"] = 1_000_000_000,
        ["m"] = 1_000_000,
        ["k"] = 1000,
        ["bn"] = 1_000_000_000,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, int> Vague = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["dozens"] = 24,
        ["scores"] = 40,
        ["hundreds"] = 200,
        ["thousands"] = 2000,
        ["millions"] = 2_000_000,
        ["tens"] = 20,
        ["several"] = 3,
        ["handful"] = 3,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A number at a token: its value, and the token behind it; null where none begins there.</summary>
    public static (int Value, int End)? Exact(Sentence sentence, int i)
    {
        long total = 0, group = 0;
        var at = i;
        var any = false;
        while (at < sentence.Tokens.Length)
        {
            var word = sentence.Tokens[at].Text.ToLowerInvariant();
            if (Scales.TryGetValue(word, out var scale))
            {
                if (!any && !(at > 0 && sentence.Tokens[at - 1].Text is "a" or "A" or "an")) return null;
                group = Math.Max(1, group) * scale;
                if (scale >= 1000)
                {
                    total += group;
                    group = 0;
                }
            }
            else if (Small.TryGetValue(word, out var small) && (!any || group % 100 == 0 || (group % 10 == 0 && small < 10)))
            {
                group += small;
            }
            else if (!any && Figures(word) is { } figure)
            {
                // "1.2 million": the fraction only makes sense with its scale.
                if (at + 1 < sentence.Tokens.Length && Scales.TryGetValue(sentence.Tokens[at + 1].Text.ToLowerInvariant(), out scale) && scale > 12)
                {
                    total = (long)Math.Round(figure * scale);
                    at++;
                }
                else if (figure != Math.Floor(figure))
                {
                    return null;
                }
                else
                {
                    group = (long)figure;
                }
            }
            else if (any && word is "and" or "-" && at + 1 < sentence.Tokens.Length && Small.TryGetValue(sentence.Tokens[at + 1].Text.ToLowerInvariant(), out small) &&
                (word == "-" ? group % 10 == 0 && group % 100 >= 20 && small < 10 : group > 0 && group % 100 == 0))
            {
                at++;
                continue;
            }
            else
            {
                break;
            }

            any = true;
            at++;
        }

        total += group;
        return any && total <= int.MaxValue ? ((int)total, at) : null;
    }

    /// <summary>"Dozens", "hundreds of thousands": the least they mean, and the token behind them.</summary>
    public static (int Least, int End)? AtLeast(Sentence sentence, int i)
    {
        if (!Vague.TryGetValue(sentence.Tokens[i].Text.ToLowerInvariant(), out var least)) return null;
        if (i + 2 < sentence.Tokens.Length && sentence.Tokens[i + 1].Text == "of" && sentence.Tokens[i + 2].Text is "thousands" or "millions")
            return ((int)Math.Min(int.MaxValue, (long)least * (sentence.Tokens[i + 2].Text == "thousands" ? 1000 : 1_000_000)), i + 3);
        // "several thousand teachers"
        if (i + 1 < sentence.Tokens.Length && Scales.TryGetValue(sentence.Tokens[i + 1].Text.ToLowerInvariant(), out var scale) && scale >= 12 && least < 12)
            return ((int)Math.Min(int.MaxValue, least * scale), i + 2);
        return (least, i + 1);
    }

    private static double? Figures(string word) =>
        char.IsAsciiDigit(word[0]) && double.TryParse(word, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value <= int.MaxValue ? value : null;
}
