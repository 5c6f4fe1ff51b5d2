using Cake.DockerLayerCache.Testing.Breakdowns;

namespace Cake.DockerLayerCache.IntegrationTests.Breakdowns;

/// <summary>The process that runs Cake is told to end, or ends at once.</summary>
[TestFixture(Beds.Legacy)]
[TestFixture(Beds.BuiltInBuildKit)]
[TestFixture(Beds.GraphStore)]
[TestFixture(Beds.ContainerdStore)]
public sealed class SignalTests(string name) : IDisposable
{
    // The step would never end by itself.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    private HeldBuild build = null!;
    private Foreign foreign = null!;
    private string before = null!;

    [OneTimeSetUp]
    public void Build()
    {
        var bed = Beds.Fresh(name);
        build = new HeldBuild(bed, Beds.RegistryAddress);
        build.Build();
        foreign = new Foreign(bed, Beds.RegistryAddress);
        before = foreign.State();
    }

    public void Dispose() => build?.Dispose();

    [Test]
    public void What_is_told_to_end_ends_with_all_it_started([Values] Phase phase) =>
        Ends(phase, process => process.Signal("TERM"));

    [Test]
    public void What_is_interrupted_ends_with_all_it_started() => Ends(Phase.Step, process => process.Interrupt());

    [Test]
    public void After_a_kill_the_next_build_succeeds_beside_what_still_runs(
        [Values(Phase.Step, Phase.Push, Phase.LastTag)] Phase phase
    )
    {
        build.NewVersion();
        Task building;
        using (build.HoldAt(phase))
        {
            using (var process = build.Start())
            {
                build.AwaitHold(() => process.ExitCode is not null);
                process.Signal("KILL");
                Assert.That(process.EndsWithin(Grace));
            }

            Assert.That(build.DockerProcesses, Is.Not.Empty, "nobody is left to stop docker's commands");
            Assert.That(build.Faults(), Is.Empty);
            building = Task.Run(() => build.Build());
            Assert.That(
                Eventually.Is(() => build.IsAtStep || building.IsCompleted, Grace) && !building.IsCompleted,
                () => $"both run at once: {build.Log.Text}"
            );
        }

        building.GetAwaiter().GetResult();
        Assert.That(Eventually.Is(() => build.DockerProcesses.Count == 0, TimeSpan.FromMinutes(1)));
        Assert.That(build.FaultsOfVersion(), Is.Empty);
        Assert.That(foreign.State(), Is.EqualTo(before));
    }

    private void Ends(Phase phase, Action<HostProcess> end)
    {
        build.NewVersion();
        using (build.HoldAt(phase))
        using (var process = build.Start())
        {
            build.AwaitHold(() => process.ExitCode is not null);
            end(process);

            Assert.That(process.EndsWithin(Grace), process.Output);
            Assert.Multiple(() =>
            {
                Assert.That(process.ExitCode, Is.Not.Zero);
                Assert.That(process.Output, Does.Contain("DLC0408").And.Contain("Not in place: "));
                Assert.That(
                    Eventually.Is(() => build.RunningProcesses.Count == 0, Grace),
                    () => string.Join('\n', build.RunningProcesses)
                );
            });
        }

        Assert.That(build.Faults(), Is.Empty);
        build.Build();
        Assert.That(build.FaultsOfVersion(), Is.Empty);
        Assert.That(foreign.State(), Is.EqualTo(before));
    }
}
