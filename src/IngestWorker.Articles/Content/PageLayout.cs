namespace IngestWorker.Articles.Content;

/// <summary>Where the running text of a page lies, seen from its elements: which of them holds how much of it.</summary>
internal sealed class PageLayout
{
    private const float GoodWeight = 60;
    private const float GoodLinkShare = 0.35f;
    private const float BroadShare = 0.6f;
    private const float CoreShare = 0.7f;

    /// <summary>Parts whose running text is hardly ever the article's.</summary>
    private const Role Beside = Role.Comment | Role.Related | Role.Nav | Role.Footer | Role.Sidebar | Role.Newsletter | Role.Consent | Role.Popular | Role.Hidden;

    /// <summary>Roles of the element and of all around it that hold no more than a part of the page's running text.</summary>
    public Role[] Narrow { get; private init; } = [];

    /// <summary>The same for tags, one bit each of <see cref="TagBits"/>.</summary>
    public uint[] NarrowTags { get; private init; } = [];

    /// <summary>True for elements that hold most of the page's running text.</summary>
    public bool[] OnCorePath { get; private init; } = [];

    /// <summary>The deepest element that holds most of it.</summary>
    public int Core { get; private init; }

    /// <summary>Weight of the page's running text.</summary>
    public float Total { get; private init; }

    public static bool IsGood(in PageBlock block) =>
        block.Weight >= GoodWeight && block.LinkWeight < GoodLinkShare * block.Weight && (block.Sentences > 0 || block.Commas > 0 || block.Words > 14);

    public static PageLayout Of(PageTree tree)
    {
        var nodes = tree.Nodes;
        var blocks = tree.Blocks;
        if (nodes.Length == 0)
            return new PageLayout();

        var roles = new Role[nodes.Length];
        var tags = new uint[nodes.Length];
        for (var i = 0; i < nodes.Length; i++)
        {
            ref var node = ref nodes[i];
            var bits = TagBits.Of(node.Tag);
            roles[i] = node.Own | (node.Parent > 0 ? roles[node.Parent] : Role.None);
            tags[i] = bits | (node.Parent > 0 ? tags[node.Parent] : 0);
        }

        // Comments can be longer than the article; they count only where there is little else.
        float all = 0, clean = 0;
        foreach (ref readonly var block in blocks)
        {
            if (!IsGood(block))
                continue;
            all += block.Weight;
            if (IsClean(roles[block.Node], tags[block.Node]))
                clean += block.Weight;
        }

        var cleanOnly = clean > 0.25f * all;
        foreach (ref readonly var block in blocks)
        {
            ref var node = ref nodes[block.Node];
            node.TextWeight += block.Weight;
            node.LinkWeight += block.LinkWeight;
            if (IsGood(block) && (!cleanOnly || IsClean(roles[block.Node], tags[block.Node])))
            {
                node.GoodWeight += block.Weight;
                node.GoodBlocks++;
            }
        }

        for (var i = nodes.Length - 1; i > 0; i--)
        {
            ref var node = ref nodes[i];
            ref var parent = ref nodes[node.Parent];
            parent.TextWeight += node.TextWeight;
            parent.LinkWeight += node.LinkWeight;
            parent.GoodWeight += node.GoodWeight;
            parent.GoodBlocks += node.GoodBlocks;
        }

        var total = nodes[0].GoodWeight;
        var (core, path) = FindCore(nodes);
        Narrowed(nodes, roles, tags, total);
        return new PageLayout { Narrow = roles, NarrowTags = tags, OnCorePath = path, Core = core, Total = total };
    }

    private static bool IsClean(Role roles, uint tags) =>
        (roles & Beside) == 0 && (tags & (TagBits.Nav | TagBits.Footer | TagBits.Aside)) == 0;

    private static void Narrowed(ReadOnlySpan<PageNode> nodes, Role[] roles, uint[] tags, float total)
    {
        for (var i = 0; i < nodes.Length; i++)
        {
            ref readonly var node = ref nodes[i];
            var broad = node.GoodWeight > BroadShare * total || node.Tag is HtmlTag.Html or HtmlTag.Body;
            roles[i] = (broad ? Role.None : node.Own) | (node.Parent > 0 ? roles[node.Parent] : Role.None);
            tags[i] = (broad ? 0 : TagBits.Of(node.Tag)) | (node.Parent > 0 ? tags[node.Parent] : 0);
        }
    }

    private static (int Core, bool[] Path) FindCore(ReadOnlySpan<PageNode> nodes)
    {
        var path = new bool[nodes.Length];
        var core = 0;
        path[0] = true;
        for (var child = 1; child < nodes.Length;)
        {
            // Children of the core, one after the other; the first that holds most of it is the next core.
            if (nodes[child].GoodWeight > 0 && nodes[child].GoodWeight >= CoreShare * nodes[core].GoodWeight && nodes[child].GoodBlocks > 1)
            {
                core = child;
                path[core] = true;
                child++;
            }
            else
            {
                child = Math.Max(child + 1, nodes[child].End);
            }

            if (child >= nodes[core].End)
                break;
        }

        return (core, path);
    }
}

/// <summary>Tags whose presence around a line says something, as bits.</summary>
internal static class TagBits
{
    public const uint Article = 1, Main = 2, Aside = 4, Nav = 8, Header = 16, Footer = 32, Form = 64, Figure = 128, Table = 256, List = 512,
        Quote = 1024, Section = 2048, Button = 4096, Details = 8192, Pre = 16384, Caption = 32768, Address = 65536, Noscript = 131072,
        Definition = 262144, Dialog = 524288, Custom = 1048576, Link = 2097152, Label = 4194304, Time = 8388608;

    public const int Count = 24;

    public static uint Of(HtmlTag tag) => tag switch
    {
        HtmlTag.Article => Article,
        HtmlTag.Main => Main,
        HtmlTag.Aside => Aside,
        HtmlTag.Nav => Nav,
        HtmlTag.Header => Header,
        HtmlTag.Footer => Footer,
        HtmlTag.Form => Form,
        HtmlTag.Figure => Figure,
        HtmlTag.Table => Table,
        HtmlTag.Ul or HtmlTag.Ol => List,
        HtmlTag.Blockquote => Quote,
        HtmlTag.Section => Section,
        HtmlTag.Button => Button,
        HtmlTag.Details => Details,
        HtmlTag.Pre => Pre,
        HtmlTag.Figcaption or HtmlTag.Caption => Caption,
        HtmlTag.Address => Address,
        HtmlTag.Noscript => Noscript,
        HtmlTag.Dl => Definition,
        HtmlTag.Dialog => Dialog,
        HtmlTag.Custom => Custom,
        HtmlTag.A => Link,
        HtmlTag.Label => Label,
        HtmlTag.Time => Time,
        _ => 0,
    };
}
