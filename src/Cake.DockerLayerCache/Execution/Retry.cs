using System.Globalization;
using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.References;

namespace Cake.DockerLayerCache.Execution;

/// <summary>
/// Tries again what can pass by itself: with a pause that doubles and varies, so that machines which were turned away
/// together do not come back together, and for a limited time.
/// </summary>
internal sealed class Retry(RunLimits limits, Action<string> note, CallEnd end)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Waits between attempts.</summary>
    internal Action<TimeSpan> Wait { get; init; } = end.Pause;

    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>A number from 0 to 1.</summary>
    internal Func<double> Random { get; init; } = System.Random.Shared.NextDouble;

    /// <summary>The same, for what the build can do without: it is not waited for as long.</summary>
    public Retry ForOptional() =>
        new(limits with { Attempts = Math.Min(limits.Attempts, 2) }, note, end)
        {
            Wait = Wait,
            Time = Time,
            Random = Random,
        };

    /// <summary>Does something until it succeeds, cannot succeed, or has been tried often or long enough.</summary>
    /// <param name="what">What it is, as the line about it begins.</param>
    /// <param name="attempt">Does it.</param>
    /// <param name="failureOf">How it failed; null where it succeeded.</param>
    /// <returns>What came of the last attempt.</returns>
    public T Run<T>(string what, Func<T> attempt, Func<T, DockerFailure?> failureOf)
    {
        long? firstFailure = null;
        for (var number = 1; ; number++)
        {
            var result = attempt();
            if (failureOf(result) is not { CanPass: true } failure || number >= limits.Attempts)
            {
                return result;
            }

            firstFailure ??= Time.GetTimestamp();
            var length = Pause(number, failure.RetryAfter);
            if (Time.GetElapsedTime(firstFailure.Value) + length > limits.RetryBudget || end.IsEarly)
            {
                return result;
            }

            note(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{what} failed ({Word(failure.Kind)}); attempt {number + 1} of {limits.Attempts} in {length.TotalSeconds:0.0} s. Docker says: {LastLine(failure.Message)}"
                )
            );
            Wait(length);
        }
    }

    private TimeSpan Pause(int number, TimeSpan? wanted)
    {
        var doubled = limits.FirstPause * Math.Pow(2, number - 1);
        var length = (doubled < LongestPause ? doubled : LongestPause) * (0.5 + Random());
        return wanted > length ? wanted.Value : length;
    }

    private static string Word(FailureKind kind) =>
        kind switch
        {
            FailureKind.Throttled => "the registry wants fewer requests",
            FailureKind.ServerError => "the registry failed",
            FailureKind.Damaged => "what came was damaged",
            FailureKind.SnapshotLost => "the builder lost a snapshot to another build",
            FailureKind.Timeout => "it took too long",
            _ => "the connection broke",
        };

    private static string LastLine(string message) =>
        message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault()
        ?? "nothing";
}
