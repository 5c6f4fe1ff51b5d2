using Cake.DockerLayerCache.Testing.Breakdowns;

namespace Cake.DockerLayerCache.IntegrationTests.Breakdowns;

/// <summary>The process that runs Cake is told to end, or ends at once.</summary>
[TestFixture(Beds.Legacy)]
[TestFixture(Beds.BuiltInBuildKit)]
[TestFixture(Beds.GraphStore)]
[TestFixture(Beds.ContainerdStore)]
public sealed class SignalTests(string name) : BreakdownTests(name)
{
    // The step would never end by itself.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(3);

    [Test]
    public void What_is_told_to_end_ends_with_all_it_started([Values] Phase phase) =>
        OnLivingEngine(() => Ends(phase, process => process.Signal("TERM")));

    [Test]
    public void What_is_interrupted_ends_with_all_it_started() =>
        OnLivingEngine(() => Ends(Phase.Step, process => process.Interrupt()));

    [Test]
    public void After_a_kill_the_next_build_succeeds_beside_what_still_runs(
        [Values(Phase.Step, Phase.Push, Phase.LastTag)] Phase phase
    ) => OnLivingEngine(() => IsKilled(phase));

    private void IsKilled(Phase phase)
    {
        Held.NewVersion();
        Task building;
        using (Held.HoldAt(phase))
        {
            using (var process = Held.Start())
            {
                Held.AwaitHold(process);
                process.Signal("KILL");
                Assert.That(process.EndsWithin(Grace));
            }

            // Docker's commands go on, or end at the next line that nobody reads.
            Assert.That(Held.Faults(), Is.Empty);
            building = Task.Run(() => Held.Build());
            Assert.That(
                Eventually.Is(() => Held.IsAtStep || building.IsCompleted, Grace) && !building.IsCompleted,
                () => $"both run at once: {Held.Log.Text}"
            );
        }

        building.GetAwaiter().GetResult();
        Assert.That(Eventually.Is(() => Held.DockerProcesses.Count == 0, Grace));
        AssertInPlace();
    }

    private void Ends(Phase phase, Action<HostProcess> end)
    {
        Held.NewVersion();
        using (Held.HoldAt(phase))
        using (var process = Held.Start())
        {
            Held.AwaitHold(process);
            end(process);

            Assert.That(process.EndsWithin(Grace), process.Output);
            Assert.Multiple(() =>
            {
                Assert.That(process.ExitCode, Is.Not.Zero);
                Assert.That(process.Output, Does.Contain("DLC0408").And.Contain("Not in place: "));
                Assert.That(
                    Eventually.Is(() => Held.RunningProcesses.Count == 0, Grace),
                    () => string.Join('\n', Held.RunningProcesses)
                );
            });
        }

        AssertMadeGood();
    }
}
