using System;
using System.Collections.Generic;
using System.Linq;

namespace WinsockGen.Catalog.Tests.Compilers;

/// <summary>Asks a C compiler for the layout of every struct of the catalog, by the names and paths of C.</summary>
internal sealed class HeaderLayout(CrossCompiler compiler, WinsockCatalog catalog)
{
    private readonly List<CatalogStruct> _structs = [.. catalog.Structs.Where(row => !row.Name.Contains('.', StringComparison.Ordinal))];

    /// <summary>The cells of the layout table, by struct and field, and which structs the headers have as the catalog has them.</summary>
    public (Dictionary<string, string> Cells, HashSet<string> InHeaders) Ask()
    {
        var names = NamesInHeaders();
        var (answers, unanswered) = Ask(names);
        if (unanswered.Count > 0)
        {
            // Older headers have an older form of the struct.
            unanswered.ForEach(name => names.Remove(name));
            (answers, _) = Ask(names);
        }

        return (CellsOf(answers), [.. names.Keys]);
    }

    /// <returns>The answers, and the structs of which the headers do not know every field.</returns>
    private (Dictionary<string, long> Answers, List<string> Unanswered) Ask(Dictionary<string, string> namesInHeaders)
    {
        var declarations = new CatalogDeclarations(catalog, compiler.PointerSize);
        var questions = new List<(string Key, string Expression)>();
        foreach (var row in _structs)
        {
            if (!namesInHeaders.TryGetValue(row.Name, out var type))
            {
                declarations.Add(row);
                type = CatalogDeclarations.NameOf(row);
            }

            questions.Add((row.Name + ":size", $"(int)sizeof({type})"));
            questions.Add((row.Name + ":alignment", $"ALIGNMENT({type})"));
            foreach (var (path, isBits) in FieldsOf(row, string.Empty))
            {
                var key = $"{row.Name}.{path}";
                questions.AddRange(isBits
                    ? [(key + ":first", $"FIRST_BIT({type}, {path})"), (key + ":count", $"BIT_COUNT({type}, {path})")]
                    : [(key + ":offset", $"(int)offsetof({type}, {path})")]);
            }
        }

        var answers = compiler.Evaluate(questions, declarations.Text);
        return (answers, [.. questions.Select(question => question.Key).Where(key => !answers.ContainsKey(key)).Select(key => key.Split('.', ':')[0]).Distinct()]);
    }

    private static Dictionary<string, string> CellsOf(Dictionary<string, long> answers)
    {
        var cells = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in answers)
        {
            var colon = key.IndexOf(':', StringComparison.Ordinal);
            var name = key[..colon];
            switch (key[(colon + 1)..])
            {
                case "size":
                    cells.Add(name, LayoutTable.SizeAndAlignment(value, answers[name + ":alignment"]));
                    break;
                case "offset":
                    cells.Add(name, LayoutTable.Offset(value));
                    break;
                case "first":
                    cells.Add(name, LayoutTable.Bits(value, answers[name + ":count"]));
                    break;
            }
        }

        return cells;
    }

    /// <summary>How C spells each struct that the headers have: as a typedef or with its tag, by one of its names.</summary>
    private Dictionary<string, string> NamesInHeaders()
    {
        var spellings = _structs
            .SelectMany(row => row.Aliases.Prepend(row.Name).Select(name => (row, name)))
            .SelectMany(pair => new[] { pair.name, (pair.row.IsUnion ? "union " : "struct ") + pair.name }.Select(spelling => (pair.row.Name, Spelling: spelling)))
            .Select(pair => (Key: $"{pair.Name}:{pair.Spelling.Replace(' ', ':')}", pair.Name, pair.Spelling))
            .ToList();
        var known = compiler.Evaluate(spellings.Select(pair => (pair.Key, $"(int)sizeof({pair.Spelling})")));
        return spellings
            .Where(pair => known.ContainsKey(pair.Key))
            .GroupBy(pair => pair.Name, pair => pair.Spelling)
            .ToDictionary(pairs => pairs.Key, pairs => pairs.First());
    }

    /// <summary>The fields by their path in C, where members of unnamed structs belong to the struct around them.</summary>
    private IEnumerable<(string Path, bool IsBits)> FieldsOf(CatalogStruct row, string prefix)
    {
        foreach (var field in row.Fields)
        {
            if (!field.IsUnnamed)
            {
                yield return (prefix + field.Name, field.Kind == FieldKind.Bits);
            }

            if (field is { Kind: FieldKind.Scalar, Type.PointerDepth: 0 } && field.Type.Name.Contains('.', StringComparison.Ordinal))
            {
                var inner = catalog.Structs.Find(field.Type.Name) ?? throw new InvalidOperationException(field.Type + " is not in the catalog");
                foreach (var member in FieldsOf(inner, field.IsUnnamed ? prefix : $"{prefix}{field.Name}."))
                {
                    yield return member;
                }
            }
        }
    }
}
