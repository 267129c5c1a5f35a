namespace WinsockGen.Generator.Requests;

/// <summary>One name or pattern of an attribute's list, and where in the list's text it stands.</summary>
internal sealed record NameWord(string Text, int Start)
{
    public bool IsPattern => Text.IndexOf('*') >= 0;
}
