using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;

namespace WinsockGen.Generator.Tests.Robustness;

/// <summary>Breaks a source as editing breaks it: tokens go, come twice, change places, or the text ends in the middle.</summary>
internal sealed class TokenMutator(Random random)
{
    public string Mutate(string source)
    {
        if (random.Next(5) == 0)
        {
            return source[..random.Next(source.Length)];
        }

        List<string> tokens = [.. SyntaxFactory.ParseTokens(source).Select(token => token.ToFullString())];
        for (var change = random.Next(1, 6); change > 0 && tokens.Count > 1; change--)
        {
            var (at, other) = (random.Next(tokens.Count), random.Next(tokens.Count));
            switch (random.Next(6))
            {
                case 0:
                    tokens.RemoveAt(at);
                    break;
                case 1:
                    tokens.Insert(other, tokens[at]);
                    break;
                case 2:
                    (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                    break;
                case 3:
                    tokens[at] = tokens[other];
                    break;
                case 4:
                    tokens.RemoveRange(at, Math.Min(random.Next(1, 8), tokens.Count - at));
                    break;
                default:
                    // In the middle of a token, as it is typed.
                    tokens[at] = tokens[at][..random.Next(tokens[at].Length + 1)];
                    break;
            }
        }

        return string.Concat(tokens);
    }
}
