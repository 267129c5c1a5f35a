using System;
using System.Collections.Generic;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace WinsockGen.Generator.Floor;

/// <summary>
/// The least that an incremental generator can do for the same result: it finds the same attributes, and adds text that it is given.
/// </summary>
/// <param name="attributes">The attributes' own files, by hint name.</param>
/// <param name="files">The files of the requests, by hint name, which begins with the name of the class.</param>
[Generator(LanguageNames.CSharp)]
public sealed class FloorGenerator(IReadOnlyList<KeyValuePair<string, string>> attributes, IReadOnlyList<KeyValuePair<string, string>> files)
    : IIncrementalGenerator
{
    /// <summary>Names what an <see cref="AppContext"/> holds for the constructor without parameters, which the compiler calls.</summary>
    public const string AttributesKey = "WinsockGen.Floor.Attributes";

    /// <inheritdoc cref="AttributesKey"/>
    public const string FilesKey = "WinsockGen.Floor.Files";

    private const string Bindings = "WinsockGen.WinsockBindingsAttribute";
    private const string Options = "WinsockGen.SocketOptionsAttribute";

    public FloorGenerator()
        : this(Given(AttributesKey), Given(FilesKey))
    {
    }

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.RegisterPostInitializationOutput(output =>
        {
            output.AddEmbeddedAttributeDefinition();
            foreach (var file in attributes)
            {
                output.AddSource(file.Key, SourceText.From(file.Value, Encoding.UTF8));
            }
        });

        foreach (var attribute in new[] { Bindings, Options })
        {
            var classes = context.SyntaxProvider.ForAttributeWithMetadataName(
                attribute,
                static (node, _) => node is ClassDeclarationSyntax,
                static (found, _) => found.TargetSymbol.Name);
            context.RegisterSourceOutput(classes, (output, name) =>
            {
                foreach (var file in files)
                {
                    if (file.Key.StartsWith(name + ".", StringComparison.Ordinal))
                    {
                        output.AddSource(file.Key, SourceText.From(file.Value, Encoding.UTF8));
                    }
                }
            });
        }
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Given(string key) =>
        AppContext.GetData(key) as IReadOnlyList<KeyValuePair<string, string>> ?? throw new InvalidOperationException($"{key} is not given.");
}
