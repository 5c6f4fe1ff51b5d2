using System.Text.Json;
using Cake.Core;
using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Testing.StandIns;

namespace Cake.DockerLayerCache.Tests.Secrets;

/// <summary>
/// All that a build shows: planned, run and reported in a run of GitHub Actions at the highest verbosity, with a docker
/// that tells whatever it knows in all the ways a real one has.
/// </summary>
internal sealed class Disclosure : IDisposable
{
    private const string Talk = """
        all=$(printf '%s ' "$@"; cat secret.txt 2>/dev/null; env)
        flat=$(printf '%s' "$all" | tr '\n"\\\t' '    ')
        echo "$all"
        echo "$all" >&2
        printf '{"vertexes":[{"digest":"sha256:1","name":"[builder 2/2] RUN %s","started":"2026-11-24T15:23:22.6Z","completed":"2026-11-24T15:23:23.6Z","error":"%s"}]}\n' "$flat" "$flat" >&2
        printf '{"logs":[{"vertex":"sha256:1","stream":1,"data":"%s","timestamp":"2026-11-24T15:23:22.7Z"}]}\n' "$(printf '%s\n' "$all" | base64 -w0)" >&2
        """;

    private readonly Setup setup;
    private readonly DockerStandIn docker;
    private readonly TemporaryFolder folder = new("disclosure ");
    private readonly RecordedLog log = new();
    private readonly List<string> shown = [];

    public Disclosure(Setup setup, bool succeeds)
    {
        this.setup = setup;
        docker = setup.Fresh();
        var end = succeeds ? "" : "\nexit 1";
        foreach (var command in (string[])["build", "buildx-build", "pull", "push", "tag"])
        {
            docker.Act(command, Talk + end);
        }

        folder.Write("Dockerfile", "ARG BASE=busybox\nFROM $BASE AS builder\nARG TOKEN\nRUN echo $TOKEN\n");
        folder.Write("summary", "");
        folder.Write("output", "");
    }

    public RecordedLog Log => log;

    public IReadOnlyList<DockerCall> Calls => docker.CallsBesideProbe;

    /// <summary>Everything, one text.</summary>
    public string Text => string.Join('\n', shown);

    public void Write(string file, string text) => folder.Write(file, text);

    private ICakeContext Cake =>
        CakeHost.Create(
            log,
            folder.Path,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["GITHUB_ACTIONS"] = "true",
                ["GITHUB_EVENT_NAME"] = "push",
                ["GITHUB_REF"] = "refs/heads/main",
                ["GITHUB_STEP_SUMMARY"] = $"{folder.Path}/summary",
                ["GITHUB_OUTPUT"] = $"{folder.Path}/output",
            }
        );

    /// <summary>All that a promotion shows, with a docker that fails at one of its commands or at none.</summary>
    public Disclosure OfPromotion(DockerPromoteSettings settings, string failing, string source, params string[] tags)
    {
        docker.Act(
            "buildx-imagetools",
            $$$"""
            {
            {{{Talk}}}
            } >&2
            case "$*" in
            *{{{failing}}}*) exit 1 ;;
            *create*) ;;
            *) echo '{"manifest":{"digest":"sha256:1","mediaType":"application/vnd.oci.image.index.v1+json"},"image":{}}' ;;
            esac
            """
        );
        setup.Use(settings, docker);
        settings.Attempts ??= 2;
        settings.RetryBudget ??= TimeSpan.Zero;
        Show(() =>
        {
            var promotion = Cake.DockerPromote(settings, source, tags);
            Show(promotion.ToString());
            Show(JsonSerializer.Serialize(promotion));
        });
        Show(log.Text);
        return this;
    }

    /// <summary>The tags of a release, or why there are none.</summary>
    public Disclosure OfRelease(DockerReleaseTagSettings settings, string? version)
    {
        Show(() => Show(string.Join(' ', Cake.DockerReleaseTags(version, settings))));
        Show(log.Text);
        return this;
    }

    public Disclosure Of(DockerMultiStageCachedBuildSettings settings, string path = ".")
    {
        setup.Use(settings, docker);
        settings.Image ??= "docker.myrepo.com/awesome-image";
        var cake = Cake;
        Show(() => Plan(cake.DockerPlanCachedBuild(settings, path)));
        Show(() => Report(cake, cake.DockerMultiStageCachedBuild(settings, path)));
        Show(() => Show(JsonSerializer.Serialize(cake.DockerCacheAdvice(settings, path))));
        Show(log.Text);
        Show(File.ReadAllText($"{folder.Path}/summary"));
        Show(File.ReadAllText($"{folder.Path}/output"));
        return this;
    }

    public void Dispose()
    {
        folder.Dispose();
        docker.Dispose();
    }

    private void Plan(DockerBuildPlan plan)
    {
        Show(plan.ToString());
        Show(JsonSerializer.Serialize(plan));
    }

    private void Report(ICakeContext cake, DockerBuildResult result)
    {
        Show(result.ToString());
        Show(JsonSerializer.Serialize(result));
        cake.DockerBuildReport(
            result,
            new DockerBuildReportSettings
            {
                Directory = "out",
                Outputs = true,
                Name = Path.GetFileName(folder.Path),
            }
        );
        foreach (
            var file in Directory.EnumerateFiles(Path.Combine(folder.Path, "out"), $"{Path.GetFileName(folder.Path)}.*")
        )
        {
            Show(File.ReadAllText(file));
            File.Delete(file);
        }
    }

    private void Show(Action call)
    {
        try
        {
            call();
        }
        catch (Exception refused) when (refused is DockerLayerCacheException or CakeException)
        {
            Show(refused.ToString());
        }
    }

    private void Show(string text) => shown.Add(text);
}
