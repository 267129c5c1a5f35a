using System.Collections.Generic;
using WinsockGen.Catalog;
using WinsockGen.Generator.Requests;

namespace WinsockGen.Generator.Bindings;

/// <summary>Finds what a request asks for in the catalog, and then what that needs, until nothing is missing.</summary>
internal sealed class BindingsSelector
{
    private readonly WinsockCatalog _catalog;
    private readonly BindingsRequest _request;
    private readonly AskedAreas _areas;
    private readonly RowSet<CatalogFunction> _functions;
    private readonly RowSet<CatalogExtension> _extensions;
    private readonly RowSet<CatalogCallback> _callbacks;
    private readonly RowSet<CatalogStruct> _structs;
    private readonly RowSet<CatalogConstant> _constants;
    private readonly RowSet<CatalogHelper> _helpers;

    private BindingsSelector(WinsockCatalog catalog, BindingsRequest request)
    {
        _catalog = catalog;
        _request = request;
        _areas = new(catalog, request.Areas);
        _functions = new(catalog.Functions);
        _extensions = new(catalog.Extensions);
        _callbacks = new(catalog.Callbacks);
        _structs = new(catalog.Structs);
        _constants = new(catalog.Constants);
        _helpers = new(catalog.Helpers);
    }

    public static BindingsSelection Select(WinsockCatalog catalog, BindingsRequest request)
    {
        var selector = new BindingsSelector(catalog, request);
        selector.AddRequested();
        selector.AddNeeded();
        return new BindingsSelection(
            selector._functions.ToPositions(),
            selector._extensions.ToPositions(),
            selector._structs.ToPositions(),
            selector._constants.ToPositions(),
            selector._helpers.ToPositions());
    }

    private void AddRequested()
    {
        var patterns = new List<string>();
        foreach (var word in _request.Include)
        {
            if (word.IndexOf('*') >= 0)
            {
                patterns.Add(word);
            }
            else if (!IsExcluded(word))
            {
                AddWord(word);
            }
        }

        if (patterns.Count > 0 || _request.Areas != 0)
        {
            AddMatching(_catalog.Functions, _functions, patterns);
            AddMatching(_catalog.Extensions, _extensions, patterns);
            AddMatching(_catalog.Callbacks, _callbacks, patterns);
            AddMatching(_catalog.Structs, _structs, patterns);
            AddMatching(_catalog.Constants, _constants, patterns);
            AddMatching(_catalog.Helpers, _helpers, patterns);
        }
    }

    private void AddWord(string word)
    {
        var found = _functions.Add(word) | _extensions.Add(word) | _callbacks.Add(word) | _structs.Add(word) | _constants.Add(word) | _helpers.Add(word);
        if (!found && _catalog.FindStructByAlias(word) is { Name: var name } && !IsExcluded(name))
        {
            _structs.Add(name);
        }
    }

    private void AddMatching<T>(CatalogTable<T> table, RowSet<T> rows, List<string> patterns)
        where T : class
    {
        for (var i = 0; i < table.Count; i++)
        {
            var isBrought = _areas.Bring(table, i);
            if (!isBrought && patterns.Count == 0)
            {
                continue;
            }

            var name = table.NameAt(i);
            // A dot stands in the names of nested types, which come along with the type around them.
            if (name.IndexOf('.') < 0 && (isBrought || MatchesAny(patterns, name)) && !IsExcluded(name))
            {
                rows.Add(i);
            }
        }
    }

    private bool IsExcluded(string name) => _request.Exclude.Count > 0 && MatchesAny(_request.Exclude, name);

    private static bool MatchesAny(IReadOnlyList<string> patterns, string name)
    {
        for (var i = 0; i < patterns.Count; i++)
        {
            if (NamePattern.Matches(patterns[i], name))
            {
                return true;
            }
        }

        return false;
    }

    private void AddNeeded()
    {
        for (var found = true; found;)
        {
            found = false;
            while (_functions.TryTakeWaiting(out var function))
            {
                found = true;
                AddSignature(function.Returns, function.Parameters);
            }

            while (_extensions.TryTakeWaiting(out var extension))
            {
                found = true;
                AddExtension(extension);
            }

            while (_callbacks.TryTakeWaiting(out var callback))
            {
                found = true;
                AddSignature(callback.Returns, callback.Parameters);
            }

            while (_helpers.TryTakeWaiting(out var helper))
            {
                found = true;
                AddSignature(helper.Returns, helper.Parameters);
                foreach (var name in helper.Needs)
                {
                    AddName(name);
                }
            }

            while (_structs.TryTakeWaiting(out var row))
            {
                found = true;
                foreach (var field in row.Fields)
                {
                    AddType(field.Type.Name);
                }
            }
        }
    }

    private void AddExtension(CatalogExtension extension)
    {
        AddSignature(extension.Returns, extension.Parameters);
        _constants.Add(extension.GuidConstant);
        foreach (var name in ExtensionTableEmitter.Needs)
        {
            AddName(name);
        }

        if (_request.Overloads)
        {
            _functions.Add(ExtensionTableEmitter.LastError);
        }

        if (RegisteredIOTable.Holds(extension))
        {
            _structs.Add(RegisteredIOTable.StructName);
            _constants.Add(RegisteredIOTable.Code);
        }
        else
        {
            _constants.Add(ExtensionTableEmitter.Code);
        }
    }

    private void AddSignature(TypeReference returns, IReadOnlyList<CatalogParameter> parameters)
    {
        AddType(returns.Name);
        for (var i = 0; i < parameters.Count; i++)
        {
            AddType(parameters[i].Type.Name);
        }
    }

    private void AddType(string name)
    {
        var dot = name.IndexOf('.');
        if (dot >= 0)
        {
            _structs.Add(name.Substring(0, dot));
        }

        if (!_structs.Add(name) && !_callbacks.Add(name) && _catalog.FindExtensionByPointerType(name) is { } extension)
        {
            // The type of a pointer to an extension function: its signature counts, the function itself is not asked for.
            AddSignature(extension.Returns, extension.Parameters);
        }
    }

    private void AddName(string name)
    {
        _functions.Add(name);
        _constants.Add(name);
        _helpers.Add(name);
        AddType(name);
    }
}
