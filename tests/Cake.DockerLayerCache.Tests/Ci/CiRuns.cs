namespace Cake.DockerLayerCache.Tests.Ci;

/// <summary>
/// For each service a push to the default branch and to another, a tag, a pull request from the repository and from a
/// fork, and a run with variables missing; with what each service's documentation says of its variables.
/// </summary>
internal static class CiRuns
{
    private const string Sha = "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d";

    public static IReadOnlyList<CiRun> All =>
        [
            .. GitHub,
            .. Azure,
            .. GitLab,
            .. TeamCity,
            .. Jenkins,
            .. AppVeyor,
            .. Bitbucket,
            .. Woodpecker,
            .. Travis,
            .. Bitrise,
            .. CircleCI,
            .. Buildkite,
            .. Drone,
            .. Others,
        ];

    public static CiRun Run(string name) => All.Single(run => run.Name == name);

    private static IEnumerable<CiRun> GitHub =>
        [
            Event("push to main", "push", "refs/heads/main", Repository),
            Event("push to a branch", "push", "refs/heads/feature/login", Repository),
            Event("tag", "push", "refs/tags/v1.4.7", Repository),
            Event("pull request", "pull_request", "refs/pull/12/merge", PullRequest("owner/app", "false")),
            Event("pull request from a fork", "pull_request", "refs/pull/12/merge", PullRequest("someone/app", "true")),
            Event(
                "pull request in a repository that is a fork itself",
                "pull_request",
                "refs/pull/12/merge",
                PullRequest("owner/app", "true")
            ),
            Event(
                "pull request from a fork that was deleted",
                "pull_request",
                "refs/pull/12/merge",
                """
                {
                  "repository": { "default_branch": "main" },
                  "pull_request": { "number": 12, "head": { "ref": "feature", "repo": null }, "base": { "ref": "main" } }
                }
                """
            ),
            Event(
                "pull_request_target from a fork",
                "pull_request_target",
                "refs/heads/main",
                PullRequest("someone/app", "true")
            ),
            Event("pull request that was merged", "pull_request", "refs/heads/main", PullRequest("owner/app", "false")),
            Event("merge queue", "merge_group", "refs/heads/gh-readonly-queue/main/pr-12-1a2b3c4", Repository),
            Event(
                "merge queue of another branch, as a push",
                "push",
                "refs/heads/gh-readonly-queue/release/1.4/pr-12-1a2b3c4",
                Repository
            ),
            Event("schedule", "schedule", "refs/heads/main", Repository),
            Event("comment by anyone", "issue_comment", "refs/heads/main", Repository),
            Event("run after a fork's run", "workflow_run", "refs/heads/main", Repository),
            Event("pull request without its event", "pull_request", "refs/pull/12/merge", null),
            Event("pull request with half an event", "pull_request", "refs/pull/12/merge", """{ "pull_request": """),
            OfDependabot("pull request of Dependabot", "pull_request", "refs/pull/12/merge"),
            OfDependabot(
                "pull request of Dependabot that a person runs again",
                "pull_request",
                "refs/pull/12/merge",
                ("GITHUB_TRIGGERING_ACTOR", "someone")
            ),
            OfDependabot("push of Dependabot", "push", "refs/heads/dependabot/npm/left-pad-2"),
            OfDependabot("schedule that Dependabot was the last to change", "schedule", "refs/heads/main"),
            new("GitHub Actions: nothing but its mark", Of(("GITHUB_ACTIONS", "true"))),
        ];

    private static IEnumerable<CiRun> Azure =>
        [
            AzureRun("push to main", ("BUILD_SOURCEBRANCH", "refs/heads/main"), ("BUILD_SOURCEBRANCHNAME", "main")),
            AzureRun(
                "push to a branch",
                ("BUILD_SOURCEBRANCH", "refs/heads/feature/login"),
                ("BUILD_SOURCEBRANCHNAME", "login")
            ),
            AzureRun("tag", ("BUILD_SOURCEBRANCH", "refs/tags/v1.4.7")),
            AzureRun("pull request", [.. AzurePullRequest, ("SYSTEM_PULLREQUEST_ISFORK", "False")]),
            AzureRun("pull request from a fork", [.. AzurePullRequest, ("SYSTEM_PULLREQUEST_ISFORK", "True")]),
            AzureRun("pull request that does not say whether it is one from a fork", AzurePullRequest),
            AzureRun(
                "a merge ref and nothing else",
                ("BUILD_SOURCEBRANCH", "refs/pull/12/merge"),
                ("SYSTEM_PULLREQUEST_ISFORK", "False")
            ),
            new("Azure Pipelines: nothing but its mark", Of(("TF_BUILD", "True"))),
        ];

    private static IEnumerable<CiRun> GitLab =>
        [
            GitLabRun("push to main", ("CI_COMMIT_REF_NAME", "main"), ("CI_PIPELINE_SOURCE", "push")),
            GitLabRun("push to a branch", ("CI_COMMIT_REF_NAME", "feature/login"), ("CI_PIPELINE_SOURCE", "push")),
            GitLabRun("tag", ("CI_COMMIT_REF_NAME", "v1.4.7"), ("CI_COMMIT_TAG", "v1.4.7")),
            GitLabRun("pull request", [.. MergeRequest, ("CI_MERGE_REQUEST_SOURCE_PROJECT_ID", "7")]),
            GitLabRun("pull request from a fork", [.. MergeRequest, ("CI_MERGE_REQUEST_SOURCE_PROJECT_ID", "99")]),
            GitLabRun(
                "pull request that runs in the fork",
                [.. MergeRequest, ("CI_MERGE_REQUEST_SOURCE_PROJECT_ID", "99"), ("CI_PROJECT_ID", "99")]
            ),
            GitLabRun("pull request that does not say where it comes from", MergeRequest),
            GitLabRun(
                "pull request of another service",
                ("CI_PIPELINE_SOURCE", "external_pull_request_event"),
                ("CI_COMMIT_REF_NAME", "feature"),
                ("CI_EXTERNAL_PULL_REQUEST_IID", "12"),
                ("CI_EXTERNAL_PULL_REQUEST_SOURCE_BRANCH_NAME", "feature"),
                ("CI_EXTERNAL_PULL_REQUEST_TARGET_BRANCH_NAME", "main"),
                ("CI_EXTERNAL_PULL_REQUEST_SOURCE_REPOSITORY", "owner/app"),
                ("CI_EXTERNAL_PULL_REQUEST_TARGET_REPOSITORY", "owner/app")
            ),
            new("GitLab CI: nothing but its mark", Of(("GITLAB_CI", "true"))),
        ];

    private static IEnumerable<CiRun> TeamCity =>
        [
            TeamCityRun("push to main", ("teamcity.build.vcs.branch.App", "refs/heads/main"), Default),
            TeamCityRun("push to a branch", ("teamcity.build.vcs.branch.App", "refs/heads/feature/login")),
            TeamCityRun("no branch specification", ("teamcity.build.branch", "<default>"), Default),
            TeamCityRun("tag", ("teamcity.build.vcs.branch.App", "refs/tags/v1.4.7")),
            TeamCityRun(
                "pull request, of whatever repository",
                ("teamcity.build.vcs.branch.App", "refs/pull/12/head"),
                ("teamcity.pullRequest.source.branch", "feature"),
                ("teamcity.pullRequest.target.branch", "main")
            ),
            TeamCityRun(
                "pull request behind a branch of another repository",
                ("teamcity.build.vcs.branch.A_Tools", "refs/heads/main"),
                ("teamcity.build.vcs.branch.App", "refs/pull/12/head")
            ),
            TeamCityRun(
                "pull request that the branch specification calls by its logical name",
                ("teamcity.build.branch", "pull/12"),
                ("teamcity.build.vcs.branch.App", "refs/pull/12/head")
            ),
            TeamCityRun("pull request by its number alone", ("teamcity.pullRequest.number", "12")),
            new("TeamCity: nothing but its mark", Of(("TEAMCITY_VERSION", "2025.11"))),
        ];

    private static IEnumerable<CiRun> Jenkins =>
        [
            JenkinsRun("push to main", ("BRANCH_NAME", "main"), ("BRANCH_IS_PRIMARY", "true")),
            JenkinsRun("push to a branch", ("BRANCH_NAME", "feature/login"), ("GIT_BRANCH", "origin/feature/login")),
            JenkinsRun("tag", ("BRANCH_NAME", "v1.4.7"), ("TAG_NAME", "v1.4.7")),
            JenkinsRun("pull request", [.. Change, ("CHANGE_BRANCH", "feature")]),
            JenkinsRun(
                "pull request from a fork",
                [.. Change, ("CHANGE_BRANCH", "feature"), ("CHANGE_FORK", "someone")]
            ),
            JenkinsRun("pull request that does not say where it comes from", Change),
            JenkinsRun("a job that is not multibranch", ("GIT_BRANCH", "origin/main")),
            new("Jenkins: nothing but its mark", Of(("JENKINS_URL", "https://ci.myrepo.com/"))),
        ];

    private static IEnumerable<CiRun> AppVeyor =>
        [
            AppVeyorRun("push to main", ("APPVEYOR_REPO_BRANCH", "main")),
            AppVeyorRun("push to a branch", ("APPVEYOR_REPO_BRANCH", "feature/login")),
            AppVeyorRun(
                "tag",
                ("APPVEYOR_REPO_BRANCH", "main"),
                ("APPVEYOR_REPO_TAG", "true"),
                ("APPVEYOR_REPO_TAG_NAME", "v1.4.7")
            ),
            AppVeyorRun(
                "pull request",
                [.. AppVeyorPullRequest, ("APPVEYOR_PULL_REQUEST_HEAD_REPO_NAME", "owner/app")]
            ),
            AppVeyorRun(
                "pull request from a fork",
                [.. AppVeyorPullRequest, ("APPVEYOR_PULL_REQUEST_HEAD_REPO_NAME", "someone/app")]
            ),
            AppVeyorRun("pull request that does not say where it comes from", AppVeyorPullRequest),
            new("AppVeyor: nothing but its mark", Of(("APPVEYOR", "True"))),
        ];

    private static IEnumerable<CiRun> Bitbucket =>
        [
            BitbucketRun("push to main", ("BITBUCKET_BRANCH", "main")),
            BitbucketRun("push to a branch", ("BITBUCKET_BRANCH", "feature/login")),
            BitbucketRun("tag", ("BITBUCKET_TAG", "v1.4.7")),
            BitbucketRun(
                "pull request",
                ("BITBUCKET_BRANCH", "feature"),
                ("BITBUCKET_PR_ID", "12"),
                ("BITBUCKET_PR_DESTINATION_BRANCH", "main")
            ),
            BitbucketRun("pull request without its branch", ("BITBUCKET_PR_ID", "12")),
            new("Bitbucket Pipelines: nothing but its mark", Of(("BITBUCKET_BUILD_NUMBER", "42"))),
        ];

    private static IEnumerable<CiRun> Woodpecker =>
        [
            WoodpeckerRun("push to main", ("CI_COMMIT_BRANCH", "main"), ("CI_PIPELINE_EVENT", "push")),
            WoodpeckerRun("push to a branch", ("CI_COMMIT_BRANCH", "feature/login"), ("CI_PIPELINE_EVENT", "push")),
            WoodpeckerRun("tag", ("CI_COMMIT_TAG", "v1.4.7"), ("CI_COMMIT_BRANCH", "main")),
            WoodpeckerRun(
                "pull request, of whatever repository",
                ("CI_PIPELINE_EVENT", "pull_request"),
                ("CI_COMMIT_PULL_REQUEST", "12"),
                ("CI_COMMIT_BRANCH", "main"),
                ("CI_COMMIT_SOURCE_BRANCH", "feature"),
                ("CI_COMMIT_TARGET_BRANCH", "main")
            ),
            new("Woodpecker CI: nothing but its mark", Of(("CI", "woodpecker"))),
        ];

    private static IEnumerable<CiRun> Travis =>
        [
            TravisRun("push to main", ("TRAVIS_BRANCH", "main"), ("TRAVIS_PULL_REQUEST", "false")),
            TravisRun("push to a branch", ("TRAVIS_BRANCH", "feature/login"), ("TRAVIS_PULL_REQUEST", "false")),
            TravisRun("tag", ("TRAVIS_BRANCH", "v1.4.7"), ("TRAVIS_TAG", "v1.4.7"), ("TRAVIS_PULL_REQUEST", "false")),
            TravisRun("pull request", [.. TravisPullRequest, ("TRAVIS_PULL_REQUEST_SLUG", "owner/app")]),
            TravisRun("pull request from a fork", [.. TravisPullRequest, ("TRAVIS_PULL_REQUEST_SLUG", "someone/app")]),
            TravisRun("pull request that does not say where it comes from", TravisPullRequest),
            TravisRun("a branch that does not say whether it is a pull request", ("TRAVIS_BRANCH", "main")),
            new("Travis CI: nothing but its mark", Of(("TRAVIS", "true"))),
        ];

    private static IEnumerable<CiRun> Bitrise =>
        [
            BitriseRun("push to main", ("BITRISE_GIT_BRANCH", "main")),
            BitriseRun("push to a branch", ("BITRISE_GIT_BRANCH", "feature/login")),
            BitriseRun("tag", ("BITRISE_GIT_TAG", "v1.4.7")),
            BitriseRun(
                "pull request",
                [.. BitrisePullRequest, ("BITRISEIO_PULL_REQUEST_REPOSITORY_URL", "git@github.com:owner/app.git")]
            ),
            BitriseRun(
                "pull request from a fork",
                [.. BitrisePullRequest, ("BITRISEIO_PULL_REQUEST_REPOSITORY_URL", "https://github.com/someone/app.git")]
            ),
            BitriseRun("pull request that does not say where it comes from", BitrisePullRequest),
            new("Bitrise: nothing but its mark", Of(("BITRISE_BUILD_URL", "https://app.bitrise.io/build/42"))),
        ];

    private static IEnumerable<CiRun> CircleCI =>
        [
            CircleRun("push to main", ("CIRCLE_BRANCH", "main")),
            CircleRun("push to a branch", ("CIRCLE_BRANCH", "feature/login")),
            CircleRun("tag", ("CIRCLE_TAG", "v1.4.7")),
            CircleRun(
                "pull request",
                ("CIRCLE_BRANCH", "feature"),
                ("CIRCLE_PULL_REQUEST", "https://github.com/owner/app/pull/12")
            ),
            CircleRun(
                "pull request from a fork",
                ("CIRCLE_BRANCH", "pull/12"),
                ("CIRCLE_PULL_REQUEST", "https://github.com/owner/app/pull/12"),
                ("CIRCLE_PR_NUMBER", "12"),
                ("CIRCLE_PR_REPONAME", "app"),
                ("CIRCLE_PR_USERNAME", "someone")
            ),
            CircleRun("a fork's branch and nothing else", ("CIRCLE_BRANCH", "pull/12")),
            CircleRun(
                "push to main, from which a pull request is open",
                ("CIRCLE_BRANCH", "main"),
                ("CIRCLE_PULL_REQUEST", "https://github.com/owner/app/pull/12")
            ),
            CircleRun(
                "a fork's branch that is called main",
                ("CIRCLE_BRANCH", "main"),
                ("CIRCLE_PULL_REQUEST", "https://github.com/owner/app/pull/12"),
                ("CIRCLE_PR_NUMBER", "12")
            ),
            new("CircleCI: nothing but its mark", Of(("CIRCLECI", "true"))),
        ];

    private static IEnumerable<CiRun> Buildkite =>
        [
            BuildkiteRun("push to main", ("BUILDKITE_BRANCH", "main"), ("BUILDKITE_PULL_REQUEST", "false")),
            BuildkiteRun(
                "push to a branch",
                ("BUILDKITE_BRANCH", "feature/login"),
                ("BUILDKITE_PULL_REQUEST", "false")
            ),
            BuildkiteRun(
                "tag",
                ("BUILDKITE_BRANCH", "v1.4.7"),
                ("BUILDKITE_TAG", "v1.4.7"),
                ("BUILDKITE_PULL_REQUEST", "false")
            ),
            BuildkiteRun(
                "pull request",
                [.. BuildkitePullRequest, ("BUILDKITE_PULL_REQUEST_REPO", "git://github.com/owner/app.git")]
            ),
            BuildkiteRun(
                "pull request from a fork",
                [.. BuildkitePullRequest, ("BUILDKITE_PULL_REQUEST_REPO", "git://github.com/someone/app.git")]
            ),
            BuildkiteRun("pull request that does not say where it comes from", BuildkitePullRequest),
            BuildkiteRun("push to main, from which a pull request is open", BuildkiteFromMain),
            BuildkiteRun(
                "pull request from main, merged into its target",
                [.. BuildkiteFromMain, ("BUILDKITE_PULL_REQUEST_USING_MERGE_REFSPEC", "true")]
            ),
            BuildkiteRun(
                "pull request from a fork's main",
                [.. BuildkiteFromMain, ("BUILDKITE_PULL_REQUEST_REPO", "git://github.com/someone/app.git")]
            ),
            new("Buildkite: nothing but its mark", Of(("BUILDKITE", "true"))),
        ];

    private static IEnumerable<CiRun> Drone =>
        [
            DroneRun("push to main", ("DRONE_BRANCH", "main"), ("DRONE_BUILD_EVENT", "push")),
            DroneRun("push to a branch", ("DRONE_BRANCH", "feature/login"), ("DRONE_BUILD_EVENT", "push")),
            DroneRun("tag", ("DRONE_BRANCH", "main"), ("DRONE_TAG", "v1.4.7"), ("DRONE_BUILD_EVENT", "tag")),
            DroneRun(
                "pull request, of whatever repository",
                ("DRONE_BRANCH", "main"),
                ("DRONE_BUILD_EVENT", "pull_request"),
                ("DRONE_PULL_REQUEST", "12"),
                ("DRONE_SOURCE_BRANCH", "feature"),
                ("DRONE_TARGET_BRANCH", "main")
            ),
            DroneRun(
                "pull request that is promoted",
                ("DRONE_BRANCH", "main"),
                ("DRONE_BUILD_EVENT", "promote"),
                ("DRONE_COMMIT_REF", "refs/pull/12/head")
            ),
            new("Drone: nothing but its mark", Of(("DRONE", "true"))),
        ];

    private static IEnumerable<CiRun> Others =>
        [
            new(
                "Bamboo: a run of a branch",
                Of(
                    ("bamboo_buildNumber", "42"),
                    ("bamboo_planRepository_branch", "main"),
                    ("bamboo_planRepository_revision", Sha),
                    ("bamboo_buildResultsUrl", "https://ci.myrepo.com/browse/APP-42")
                )
            ),
            new(
                "Continua CI: a run of a branch",
                Of(
                    ("ContinuaCI.Version", "1.9"),
                    ("ContinuaCI.Build.LatestChangeset.Branch", "main"),
                    ("ContinuaCI.Build.LatestChangeset.Revision", Sha),
                    ("ContinuaCI.Build.BuildNumber", "42")
                )
            ),
            new(
                "GoCD: a run",
                Of(("GO_SERVER_URL", "https://ci.myrepo.com/go"), ("GO_REVISION", Sha), ("GO_PIPELINE_COUNTER", "42"))
            ),
            new("MyGet: a run", Of(("BuildRunner", "MyGet"))),
            new("Any other service: AWS CodeBuild", Of(("CODEBUILD_BUILD_ID", "app:1a2b3c4d"))),
            new("Any other service: Semaphore", Of(("CI", "true"), ("SEMAPHORE", "true"))),
            new("Any other service: Cirrus CI", Of(("CI", "true"), ("CIRRUS_CI", "true"))),
            new("Any other service: one that sets `CI`", Of(("CI", "true"))),
            new("not in CI, and CI says so", Of(("CI", "false"))),
            new(
                "two services at once: one that trusts the run, one that does not",
                Of(
                    ("GITHUB_ACTIONS", "true"),
                    ("GITHUB_EVENT_NAME", "push"),
                    ("GITHUB_REF", "refs/heads/main"),
                    ("DRONE", "true"),
                    ("DRONE_PULL_REQUEST", "12")
                )
            ),
            new(
                "a name where a number is due",
                Of(("TRAVIS", "true"), ("TRAVIS_PULL_REQUEST", "yes"), ("TRAVIS_BRANCH", "main"))
            ),
            new("a commit that is none", Of(("CIRCLECI", "true"), ("CIRCLE_BRANCH", "main"), ("CIRCLE_SHA1", "HEAD"))),
            new("a branch of blanks", Of(("CIRCLECI", "true"), ("CIRCLE_BRANCH", "  "))),
            new("a branch of symbols", Of(("CIRCLECI", "true"), ("CIRCLE_BRANCH", "#//@"))),
            new("a branch of 300 characters", Of(("CIRCLECI", "true"), ("CIRCLE_BRANCH", new string('b', 300)))),
            new("not in CI", Of()),
        ];

    private const string Repository = """{ "repository": { "default_branch": "main" } }""";

    private static (string, string) Default => ("teamcity.build.branch.is_default", "true");

    private static (string, string)[] AzurePullRequest =>
        [
            ("BUILD_SOURCEBRANCH", "refs/pull/12/merge"),
            ("BUILD_REASON", "PullRequest"),
            ("SYSTEM_PULLREQUEST_PULLREQUESTID", "12"),
            ("SYSTEM_PULLREQUEST_SOURCEBRANCH", "refs/heads/feature"),
            ("SYSTEM_PULLREQUEST_TARGETBRANCH", "refs/heads/main"),
        ];

    private static (string, string)[] MergeRequest =>
        [
            ("CI_PIPELINE_SOURCE", "merge_request_event"),
            ("CI_COMMIT_REF_NAME", "feature"),
            ("CI_MERGE_REQUEST_ID", "3012"),
            ("CI_MERGE_REQUEST_IID", "12"),
            ("CI_MERGE_REQUEST_PROJECT_ID", "7"),
            ("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "feature"),
            ("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main"),
        ];

    private static (string, string)[] Change =>
        [("BRANCH_NAME", "PR-12"), ("CHANGE_ID", "12"), ("CHANGE_TARGET", "main")];

    private static (string, string)[] AppVeyorPullRequest =>
        [
            ("APPVEYOR_REPO_BRANCH", "main"),
            ("APPVEYOR_PULL_REQUEST_NUMBER", "12"),
            ("APPVEYOR_PULL_REQUEST_HEAD_REPO_BRANCH", "feature"),
        ];

    private static (string, string)[] TravisPullRequest =>
        [("TRAVIS_BRANCH", "main"), ("TRAVIS_PULL_REQUEST", "12"), ("TRAVIS_PULL_REQUEST_BRANCH", "feature")];

    private static (string, string)[] BitrisePullRequest =>
        [("BITRISE_GIT_BRANCH", "feature"), ("BITRISE_PULL_REQUEST", "12"), ("BITRISEIO_GIT_BRANCH_DEST", "main")];

    private static (string, string)[] BuildkitePullRequest =>
        [
            ("BUILDKITE_BRANCH", "feature"),
            ("BUILDKITE_PULL_REQUEST", "12"),
            ("BUILDKITE_PULL_REQUEST_BASE_BRANCH", "main"),
        ];

    private static (string, string)[] BuildkiteFromMain =>
        [
            ("BUILDKITE_BRANCH", "main"),
            ("BUILDKITE_PULL_REQUEST", "12"),
            ("BUILDKITE_PULL_REQUEST_BASE_BRANCH", "release"),
            ("BUILDKITE_PULL_REQUEST_REPO", "git://github.com/owner/app.git"),
        ];

    private static CiRun Event(string name, string kind, string reference, string? payload) =>
        new(
            $"GitHub Actions: {name}",
            Of(
                ("GITHUB_ACTIONS", "true"),
                ("GITHUB_EVENT_NAME", kind),
                ("GITHUB_EVENT_PATH", $"{CiRun.Folder}/event.json"),
                ("GITHUB_REF", reference),
                ("GITHUB_SHA", Sha),
                ("GITHUB_SERVER_URL", "https://github.com"),
                ("GITHUB_REPOSITORY", "owner/app"),
                ("GITHUB_RUN_ID", "9001"),
                ("GITHUB_RUN_NUMBER", "42")
            )
        )
        {
            Files = payload is null ? Of() : Of(("event.json", payload)),
        };

    private static CiRun OfDependabot(
        string name,
        string kind,
        string reference,
        params (string Key, string Value)[] variables
    )
    {
        var run = Event(name, kind, reference, kind == "pull_request" ? PullRequest("owner/app", "false") : Repository);
        return run with
        {
            Variables = Of([
                .. run.Variables.Select(variable => (variable.Key, variable.Value)),
                ("GITHUB_ACTOR", "dependabot[bot]"),
                .. variables,
            ]),
        };
    }

    private static string PullRequest(string head, string isFork) =>
        $$"""
            {
              "repository": { "default_branch": "main" },
              "pull_request": {
                "number": 12,
                "head": { "ref": "feature", "repo": { "full_name": "{{head}}", "fork": {{isFork}} } },
                "base": { "ref": "main", "repo": { "full_name": "owner/app" } }
              }
            }
            """;

    private static CiRun AzureRun(string name, params (string, string)[] variables) =>
        new(
            $"Azure Pipelines: {name}",
            Of([
                ("TF_BUILD", "True"),
                ("BUILD_SOURCEVERSION", Sha),
                ("BUILD_BUILDID", "9001"),
                ("BUILD_BUILDNUMBER", "20261124.1"),
                ("BUILD_REPOSITORY_URI", "https://dev.azure.com/owner/app/_git/app"),
                ("SYSTEM_TEAMFOUNDATIONCOLLECTIONURI", "https://dev.azure.com/owner/"),
                ("SYSTEM_TEAMPROJECT", "the app"),
                .. variables,
            ])
        );

    private static CiRun GitLabRun(string name, params (string, string)[] variables) =>
        new(
            $"GitLab CI: {name}",
            Of([
                ("GITLAB_CI", "true"),
                ("CI_SERVER", "yes"),
                ("CI_DEFAULT_BRANCH", "main"),
                ("CI_COMMIT_SHA", Sha),
                ("CI_PIPELINE_IID", "42"),
                ("CI_PIPELINE_URL", "https://gitlab.com/owner/app/-/pipelines/9001"),
                ("CI_PROJECT_ID", "7"),
                ("CI_PROJECT_URL", "https://gitlab.com/owner/app"),
                .. variables,
            ])
        );

    private static CiRun TeamCityRun(string name, params (string Key, string Value)[] parameters) =>
        new(
            $"TeamCity: {name}",
            Of(
                ("TEAMCITY_VERSION", "2025.11"),
                ("TEAMCITY_BUILD_PROPERTIES_FILE", $"{CiRun.Folder}/build"),
                ("BUILD_NUMBER", "42"),
                ("BUILD_VCS_NUMBER", Sha)
            )
        )
        {
            Files = Of(
                (
                    "build.xml",
                    Properties(
                        ("teamcity.configuration.properties.file", $"{CiRun.Folder}/configuration"),
                        ("teamcity.build.id", "9001")
                    )
                ),
                ("configuration.xml", Properties([("teamcity.serverUrl", "https://ci.myrepo.com"), .. parameters]))
            ),
        };

    private static string Properties(params (string Key, string Value)[] properties) =>
        new System.Xml.Linq.XElement(
            "properties",
            properties.Select(property => new System.Xml.Linq.XElement(
                "entry",
                new System.Xml.Linq.XAttribute("key", property.Key),
                property.Value
            ))
        ).ToString();

    private static CiRun JenkinsRun(string name, params (string, string)[] variables) =>
        new(
            $"Jenkins: {name}",
            Of([
                ("JENKINS_URL", "https://ci.myrepo.com/"),
                ("BUILD_NUMBER", "42"),
                ("BUILD_URL", "https://ci.myrepo.com/job/app/42/"),
                ("GIT_COMMIT", Sha),
                ("GIT_URL", "https://github.com/owner/app.git"),
                .. variables,
            ])
        );

    private static CiRun AppVeyorRun(string name, params (string, string)[] variables) =>
        new(
            $"AppVeyor: {name}",
            Of([
                ("APPVEYOR", "True"),
                ("APPVEYOR_URL", "https://ci.appveyor.com"),
                ("APPVEYOR_ACCOUNT_NAME", "owner"),
                ("APPVEYOR_PROJECT_SLUG", "app"),
                ("APPVEYOR_BUILD_ID", "9001"),
                ("APPVEYOR_BUILD_NUMBER", "42"),
                ("APPVEYOR_REPO_NAME", "owner/app"),
                ("APPVEYOR_REPO_COMMIT", Sha),
                .. variables,
            ])
        );

    private static CiRun BitbucketRun(string name, params (string, string)[] variables) =>
        new(
            $"Bitbucket Pipelines: {name}",
            Of([
                ("BITBUCKET_BUILD_NUMBER", "42"),
                ("BITBUCKET_COMMIT", Sha),
                ("BITBUCKET_REPO_FULL_NAME", "owner/app"),
                ("BITBUCKET_GIT_HTTP_ORIGIN", "https://bitbucket.org/owner/app"),
                .. variables,
            ])
        );

    private static CiRun WoodpeckerRun(string name, params (string, string)[] variables) =>
        new(
            $"Woodpecker CI: {name}",
            Of([
                ("CI", "woodpecker"),
                ("CI_COMMIT_SHA", Sha),
                ("CI_REPO_DEFAULT_BRANCH", "main"),
                ("CI_REPO_URL", "https://codeberg.org/owner/app"),
                ("CI_PIPELINE_NUMBER", "42"),
                ("CI_PIPELINE_URL", "https://ci.codeberg.org/repos/7/pipeline/42"),
                .. variables,
            ])
        );

    private static CiRun TravisRun(string name, params (string, string)[] variables) =>
        new(
            $"Travis CI: {name}",
            Of([
                ("TRAVIS", "true"),
                ("TRAVIS_COMMIT", Sha),
                ("TRAVIS_BUILD_NUMBER", "42"),
                ("TRAVIS_BUILD_WEB_URL", "https://app.travis-ci.com/owner/app/builds/9001"),
                ("TRAVIS_REPO_SLUG", "owner/app"),
                .. variables,
            ])
        );

    private static CiRun BitriseRun(string name, params (string, string)[] variables) =>
        new(
            $"Bitrise: {name}",
            Of([
                ("BITRISE_BUILD_URL", "https://app.bitrise.io/build/9001"),
                ("BITRISE_BUILD_NUMBER", "42"),
                ("BITRISE_GIT_COMMIT", Sha),
                ("GIT_REPOSITORY_URL", "https://github.com/owner/app.git"),
                .. variables,
            ])
        );

    private static CiRun CircleRun(string name, params (string, string)[] variables) =>
        new(
            $"CircleCI: {name}",
            Of([
                ("CIRCLECI", "true"),
                ("CIRCLE_SHA1", Sha),
                ("CIRCLE_BUILD_NUM", "42"),
                ("CIRCLE_BUILD_URL", "https://circleci.com/gh/owner/app/42"),
                ("CIRCLE_REPOSITORY_URL", "git@github.com:owner/app.git"),
                .. variables,
            ])
        );

    private static CiRun BuildkiteRun(string name, params (string, string)[] variables) =>
        new(
            $"Buildkite: {name}",
            Of([
                ("BUILDKITE", "true"),
                ("BUILDKITE_COMMIT", Sha),
                ("BUILDKITE_BUILD_NUMBER", "42"),
                ("BUILDKITE_BUILD_URL", "https://buildkite.com/owner/app/builds/42"),
                ("BUILDKITE_REPO", "git@github.com:owner/app.git"),
                ("BUILDKITE_PIPELINE_DEFAULT_BRANCH", "main"),
                .. variables,
            ])
        );

    private static CiRun DroneRun(string name, params (string, string)[] variables) =>
        new(
            $"Drone: {name}",
            Of([
                ("DRONE", "true"),
                ("DRONE_COMMIT_SHA", Sha),
                ("DRONE_BUILD_NUMBER", "42"),
                ("DRONE_BUILD_LINK", "https://drone.myrepo.com/owner/app/42"),
                ("DRONE_REPO_BRANCH", "main"),
                ("DRONE_REPO_LINK", "https://github.com/owner/app"),
                .. variables,
            ])
        );

    // The last of two of one name counts.
    private static Dictionary<string, string> Of(params (string Key, string Value)[] variables)
    {
        var dictionary = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in variables)
        {
            dictionary[key] = value;
        }

        return dictionary;
    }
}
