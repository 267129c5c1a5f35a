using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace WinsockGen.Generator.Requests;

/// <summary>A place in a file, without the tree that a <see cref="Location"/> would keep alive.</summary>
internal sealed record FileLocation(string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static FileLocation Of(SyntaxNode node) => Of(node.GetLocation());

    public static FileLocation Of(Location place) => new(place.SourceTree?.FilePath ?? string.Empty, place.SourceSpan, place.GetLineSpan().Span);

    public Location ToLocation() => Location.Create(Path, Span, Lines);
}
