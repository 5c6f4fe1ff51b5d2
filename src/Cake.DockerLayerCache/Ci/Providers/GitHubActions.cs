using System.Text.Json;

namespace Cake.DockerLayerCache.Ci.Providers;

/// <summary>GitHub Actions, and what speaks its language (Gitea, Forgejo).</summary>
internal static class GitHubActions
{
    public const string Name = "GitHub Actions";

    private static readonly string[] OfPullRequests =
    [
        "pull_request",
        "pull_request_target",
        "pull_request_review",
        "pull_request_review_comment",
    ];

    // Started by someone who may push, for code that is in the repository. Any other event may have been caused by
    // anyone: a comment, or a run for a pull request from a fork that has ended.
    private static readonly string[] OfTheRepository =
    [
        "push",
        "create",
        "release",
        "schedule",
        "merge_group",
        "workflow_dispatch",
        "repository_dispatch",
    ];

    public static CiFacts? Read(CiVariables variables)
    {
        if (!variables.BuildSystem.GitHubActions.IsRunningOnGitHubActions)
        {
            return null;
        }

        var workflow = variables.BuildSystem.GitHubActions.Environment.Workflow;
        var payload = variables.Document(workflow.EventPath);
        var name = CiText.NotBlank(workflow.EventName);
        var isRequest = OfPullRequests.Contains(name, StringComparer.Ordinal);
        var isOfRepository = OfTheRepository.Contains(name, StringComparer.Ordinal);
        var request =
            isRequest ? PullRequest(workflow.Ref, workflow.HeadRef, workflow.BaseRef, payload)
            : isOfRepository ? Queued(workflow.Ref)
            : null;
        var repository =
            CiText.NotBlank(workflow.ServerUrl) is { } server && CiText.NotBlank(workflow.Repository) is { } path
                ? $"{server}/{path}"
                : null;
        return new CiFacts(Name)
        {
            Branch = CiText.Branch(workflow.Ref),
            Tag = CiText.Tag(workflow.Ref),
            DefaultBranch = payload.Text("repository", "default_branch"),
            PullRequest = request,
            Commit = CiText.Commit(workflow.Sha),
            BuildNumber = CiText.Number(workflow.RunNumber),
            BuildLink =
                repository is not null && CiText.Number(workflow.RunId) is { } run
                    ? $"{repository}/actions/runs/{run}"
                    : null,
            Source = repository,
            Doubt =
                !isRequest && !isOfRepository ? $"the event '{name}' does not say whose code is built"
                // The actor stays the same where a person runs it again, and so do its rights.
                : workflow.Actor == "dependabot[bot]" && (isRequest || name is "push" or "create")
                    ? "a run of Dependabot gets no secrets, and a token that may only read"
                : null,
        };
    }

    // gh-readonly-queue/main/pr-12-1a2b3c4: a branch of a minute, with what the queue would merge. Nobody else reads its
    // cache, and its tags are no branch's. It is in the repository: what comes from a fork, somebody has let in.
    private static CiPullRequest? Queued(string reference)
    {
        const string Queue = "gh-readonly-queue/";
        var branch = CiText.Branch(reference);
        if (branch?.StartsWith(Queue, StringComparison.Ordinal) != true)
        {
            return null;
        }

        var end = branch.LastIndexOf('/');
        return new CiPullRequest(
            CiText.Number(branch[(end + 1)..].Split('-').ElementAtOrDefault(1)),
            source: null,
            CiText.NotBlank(branch[Queue.Length..Math.Max(end, Queue.Length)]),
            fork: false
        );
    }

    private static CiPullRequest PullRequest(string reference, string head, string target, JsonElement payload)
    {
        var request = payload.Find("pull_request");
        return new CiPullRequest(
            request.Find("number") is { ValueKind: JsonValueKind.Number } number
                ? CiText.Number(number.GetRawText())
                : CiText.Number(CiText.RequestIn(reference)),
            request.Text("head", "ref") ?? CiText.NotBlank(head),
            request.Text("base", "ref") ?? CiText.NotBlank(target),
            IsFork(request)
        );
    }

    // Not by head.repo.fork alone: in a repository that is a fork itself, that is true of its own branches too. A
    // fork that was deleted since has no repository any more.
    private static bool? IsFork(JsonElement request) =>
        request.Find("head", "repo").ValueKind is JsonValueKind.Null
            ? true
            : CiText.Differ(request.Text("head", "repo", "full_name"), request.Text("base", "repo", "full_name"))
                ?? request.Find("head", "repo", "fork").ValueKind switch
                {
                    JsonValueKind.True => true,
                    JsonValueKind.False => false,
                    _ => null,
                };
}
