using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WinsockGen.Generator.Attributes;
using WinsockGen.Generator.Requests;

namespace WinsockGen.CodeFixes.Requests;

/// <summary>Makes a request ask for more names: by taking them out of Exclude, or by adding them to Include.</summary>
internal static class RequestEdit
{
    /// <returns>The attribute, or null where it asks for them already, or cannot be changed to.</returns>
    public static AttributeSyntax? Asking(AppliedBindings bindings, IEnumerable<string> names)
    {
        var expansion = new RequestExpansion(bindings.Request);
        var emitted = expansion.Closure(expansion.Roots);
        var readmitted = new HashSet<WrittenWord>();
        var added = new List<string>();
        foreach (var name in names)
        {
            var excluding = bindings.Exclude?.Words.Where(word => NamePattern.Matches(word.Text, name)).ToArray() ?? [];
            if (emitted.Contains(name) || excluding.Any(word => word.Word.IsPattern || !word.IsEditable))
            {
                // What a pattern excludes stays excluded: to change it would readmit other names too.
                continue;
            }

            readmitted.UnionWith(excluding);
            if (!expansion.IsRequested(name))
            {
                added.Add(name);
            }
        }

        var attribute = bindings.Syntax;
        if (added.Count > 0)
        {
            var include = bindings.Include is { } list ? WrittenListEdit.With(list, added) : WrittenListEdit.Literal(added);
            if (include is null)
            {
                return null;
            }

            attribute = AttributeEdit.With(attribute, WinsockBindingsAttribute.Include, include);
        }

        if (readmitted.Count > 0)
        {
            attribute = AttributeEdit.With(attribute, WinsockBindingsAttribute.Exclude, WrittenListEdit.Without(bindings.Exclude!, readmitted.Contains));
        }

        return attribute == bindings.Syntax ? null : attribute;
    }
}
