using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using WinsockGen.Generator.Text;

namespace WinsockGen.Generator.Requests;

/// <summary>A request, and what its class already has under names that could be generated: in most classes nothing.</summary>
internal sealed record RequestingClass(BindingsRequest Request, EquatableArray<OwnMember> OwnMembers)
{
    public static RequestingClass? Read(GeneratorAttributeSyntaxContext context)
    {
        if (BindingsRequestReader.Read(context) is not { } request)
        {
            return null;
        }

        var symbol = (INamedTypeSymbol)context.TargetSymbol;
        var members = new List<OwnMember>();
        if (OwnMember.Of(symbol) is { } itself)
        {
            members.Add(itself);
        }

        foreach (var member in symbol.GetMembers())
        {
            if (OwnMember.Of(member) is { } own)
            {
                members.Add(own);
            }
        }

        return new(request, new EquatableArray<OwnMember>(members.ToArray()));
    }
}
