using Microsoft.CodeAnalysis.Text;

namespace WinsockGen.Generator.Requests;

/// <summary>A word of a list, and where the source shows it.</summary>
/// <param name="Word">The word, with its place in the list's value.</param>
/// <param name="Span">The word itself where that can be told, otherwise the whole expression.</param>
/// <param name="Literal">Which of the expression's literals holds the word character for character, or -1.</param>
internal readonly record struct WrittenWord(NameWord Word, TextSpan Span, int Literal)
{
    /// <summary>The word can be replaced where it stands.</summary>
    public bool IsEditable => Literal >= 0;

    public string Text => Word.Text;
}
