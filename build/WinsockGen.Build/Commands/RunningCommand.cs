using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace WinsockGen.Build.Commands;

/// <summary>A program that was started. Disposing kills it, and what it started, if it still runs.</summary>
public sealed class RunningCommand : IAsyncDisposable
{
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(3);

    private readonly Command _command;
    private readonly Process _process;
    private readonly Action<string>? _onLine;
    private readonly List<string> _lines = [];
    private readonly long _started = Stopwatch.GetTimestamp();

    private RunningCommand(Command command, Process process, Action<string>? onLine)
    {
        _command = command;
        _process = process;
        _onLine = onLine;
    }

    /// <summary>Whether the program is over, by itself or because it was ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Starts a program; <paramref name="onLine"/> sees each line of both streams as it comes.</summary>
    public static RunningCommand Start(Command command, Action<string>? onLine = null)
    {
        var start = new ProcessStartInfo(command.Program, command.Arguments)
        {
            WorkingDirectory = command.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in command.Environment)
        {
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        }

        var running = new RunningCommand(command, new Process { StartInfo = start }, onLine);
        running.Start();
        return running;
    }

    /// <summary>Waits for the end; at the time limit or on cancellation, kills the program and what it started.</summary>
    public async Task<CommandResult> WaitAsync(CancellationToken cancellationToken)
    {
        var timedOut = false;
        using (var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
        {
            var remaining = _command.TimeLimit - Stopwatch.GetElapsedTime(_started);
            limit.CancelAfter(remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero);
            try
            {
                await WaitForExitAndOutputAsync(limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                Kill();
                cancellationToken.ThrowIfCancellationRequested();
                timedOut = true;
            }
        }

        lock (_lines)
            return new CommandResult(_command, _process.HasExited ? _process.ExitCode : -1, timedOut, Stopwatch.GetElapsedTime(_started), [.. _lines]);
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        using var limit = new CancellationTokenSource(DrainLimit);
        try
        {
            await _process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // It does not die. There is no more that can be done about it from here.
        }

        _process.Dispose();
    }

    private void Start()
    {
        _process.OutputDataReceived += (_, e) => Take(e.Data);
        _process.ErrorDataReceived += (_, e) => Take(e.Data);
        try
        {
            _process.Start();
        }
        catch (Win32Exception error)
        {
            throw new BuildException($"'{_command.Program}' could not be started: {error.Message}", error);
        }

        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    // WaitForExitAsync also waits for both streams to end. A grandchild that outlives the program (a build server, a
    // wineserver) holds them open, so once the program itself has ended only a short wait is left for them.
    private async Task WaitForExitAndOutputAsync(CancellationToken cancellationToken)
    {
        var withOutput = _process.WaitForExitAsync(cancellationToken);
        while (!_process.HasExited && !withOutput.IsCompleted)
            await Task.WhenAny(withOutput, Task.Delay(100, cancellationToken)).ConfigureAwait(false);

        await Task.WhenAny(withOutput, Task.Delay(DrainLimit, CancellationToken.None)).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private void Take(string? line)
    {
        if (line is null)
            return;

        line = line.TrimEnd('\r');
        lock (_lines)
            _lines.Add(line);
        _onLine?.Invoke(line);
    }

    private void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or AggregateException or Win32Exception)
        {
            // Already gone, or going.
        }
    }
}
