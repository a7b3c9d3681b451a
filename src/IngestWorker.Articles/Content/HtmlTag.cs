using System.Collections.Frozen;

namespace IngestWorker.Articles.Content;

/// <summary>The elements the room tells apart.</summary>
internal enum HtmlTag : byte
{
    Other, Custom, Html, Head, Body, Main, Article, Section, Div, P, H1, H2, H3, H4, H5, H6, Ul, Ol, Li, Dl, Dt, Dd,
    Table, TableGroup, Tr, Td, Th, Caption, Blockquote, Q, Pre, Code, Figure, Figcaption, Aside, Nav, Header, Footer, Form, Button, Label,
    Select, Option, Input, Textarea, Fieldset, A, Span, B, I, Br, Hr, Img, Picture, Video, Audio, Iframe, Time, Address, Meta, Link, Title, Base,
    Script, Style, Noscript, Svg, Template, Details, Summary, Cite, Center, Dialog, Formatting, Void, Raw, Plaintext, Frameset,
}

/// <summary>What a tag means for layout and for the parser.</summary>
[Flags]
internal enum TagTraits : byte
{
    None = 0,

    /// <summary>Begins and ends a line.</summary>
    Block = 1,

    /// <summary>Has no end tag.</summary>
    Void = 2,

    /// <summary>Its end tag may be left out before another of its kind.</summary>
    OptionalEnd = 4,

    /// <summary>Its content is no text of the page.</summary>
    Skipped = 8,

    /// <summary>Left out of the tree, its content kept: it says nothing about the text's role.</summary>
    Unwrapped = 16,
}

internal static class HtmlTags
{
    private const int PackedLength = 8;

    private static readonly FrozenDictionary<string, HtmlTag> ByName = Names().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenDictionary<string, HtmlTag>.AlternateLookup<ReadOnlySpan<char>> BySpan = ByName.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenDictionary<ulong, HtmlTag> ByPacked = BuildPacked();
    private static readonly TagTraits[] TraitsOf = BuildTraits();

    public static HtmlTag Parse(ReadOnlySpan<char> name)
    {
        // Nearly all names are short enough to be a number; looking that up takes a fifth of the time.
        if (name.Length <= PackedLength && TryPack(name, out var packed))
            return ByPacked.TryGetValue(packed, out var known) ? known : OfUnknown(name);
        return BySpan.TryGetValue(name, out var tag) ? tag : OfUnknown(name);
    }

    private static HtmlTag OfUnknown(ReadOnlySpan<char> name) => name.Contains('-') ? HtmlTag.Custom : HtmlTag.Other;

    private static bool TryPack(ReadOnlySpan<char> name, out ulong packed)
    {
        packed = 0;
        foreach (var c in name)
        {
            if (c >= 0x80)
                return false;
            packed = (packed << 8) | (uint)(c | 0x20);
        }

        return true;
    }

    private static FrozenDictionary<ulong, HtmlTag> BuildPacked()
    {
        var result = new Dictionary<ulong, HtmlTag>();
        foreach (var (name, tag) in ByName)
        {
            if (name.Length <= PackedLength && TryPack(name, out var packed))
                result[packed] = tag;
        }

        return result.ToFrozenDictionary();
    }

    public static TagTraits Traits(this HtmlTag tag) => TraitsOf[(int)tag];

    public static bool Is(this HtmlTag tag, TagTraits trait) => (TraitsOf[(int)tag] & trait) != 0;

    public static bool IsHeading(this HtmlTag tag) => tag is >= HtmlTag.H1 and <= HtmlTag.H6;

    private static Dictionary<string, HtmlTag> Names()
    {
        var names = new Dictionary<string, HtmlTag>();
        foreach (var tag in Enum.GetValues<HtmlTag>())
        {
            if (tag is not (HtmlTag.Other or HtmlTag.Custom or HtmlTag.TableGroup or HtmlTag.Formatting or HtmlTag.Void or HtmlTag.Raw))
#pragma warning disable CA1308 // Element names are lower case.
                names[tag.ToString().ToLowerInvariant()] = tag;
#pragma warning restore CA1308
        }

        foreach (var (tag, all) in new[]
        {
            (HtmlTag.TableGroup, "thead tbody tfoot"),
            (HtmlTag.B, "strong"),
            (HtmlTag.I, "em"),
            (HtmlTag.Q, "abbr data"),
            (HtmlTag.Formatting, "font big small tt strike nobr s u mark acronym ins del var kbd samp dfn bdi bdo wbr sup sub ruby"),
            (HtmlTag.Void, "area col colgroup embed param source track frame basefont bgsound keygen"),
            (HtmlTag.Option, "optgroup datalist"),
            (HtmlTag.Raw, "xmp noembed noframes object applet canvas math rp rt"),
            (HtmlTag.Fieldset, "legend hgroup search menu dir"),
        })
        {
            foreach (var name in all.Split(' '))
                names[name] = tag;
        }

        return names;
    }

    private static TagTraits[] BuildTraits()
    {
        var traits = new TagTraits[Enum.GetValues<HtmlTag>().Length];
        HtmlTag[] inline =
        [
            HtmlTag.Other, HtmlTag.A, HtmlTag.Span, HtmlTag.B, HtmlTag.I, HtmlTag.Q, HtmlTag.Code, HtmlTag.Label, HtmlTag.Time, HtmlTag.Cite,
            HtmlTag.Formatting, HtmlTag.Img, HtmlTag.Picture, HtmlTag.Input, HtmlTag.Br, HtmlTag.Void, HtmlTag.Meta, HtmlTag.Link,
        ];
        Array.Fill(traits, TagTraits.Block);
        foreach (var tag in inline)
            traits[(int)tag] = TagTraits.None;
        foreach (var tag in new[] { HtmlTag.Br, HtmlTag.Hr, HtmlTag.Img, HtmlTag.Input, HtmlTag.Meta, HtmlTag.Link, HtmlTag.Base, HtmlTag.Void })
            traits[(int)tag] |= TagTraits.Void;
        foreach (var tag in new[] { HtmlTag.P, HtmlTag.Li, HtmlTag.Dt, HtmlTag.Dd, HtmlTag.Tr, HtmlTag.Td, HtmlTag.Th, HtmlTag.Option, HtmlTag.TableGroup })
            traits[(int)tag] |= TagTraits.OptionalEnd;
        foreach (var tag in new[] { HtmlTag.Script, HtmlTag.Style, HtmlTag.Svg, HtmlTag.Template, HtmlTag.Iframe, HtmlTag.Textarea, HtmlTag.Select, HtmlTag.Raw, HtmlTag.Option })
            traits[(int)tag] |= TagTraits.Skipped;
        traits[(int)HtmlTag.Formatting] |= TagTraits.Unwrapped;
        traits[(int)HtmlTag.Code] |= TagTraits.Unwrapped;
        return traits;
    }
}
