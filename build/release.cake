#load "processes.cake"

using System.Text.RegularExpressions;

/// What has to be so before a package goes out into the world.
public sealed class ReleaseConditions(ICakeContext context)
{
    private const string KeyVariable = "NUGET_API_KEY";
    private const string SourceVariable = "NUGET_SOURCE";

    private readonly Shell shell = new(context);

    public string Key => context.EnvironmentVariable(KeyVariable);

    public string Source => context.EnvironmentVariable(SourceVariable);

    /// The version that the tag of this commit gives.
    public string Version { get; private set; }

    public void Require()
    {
        var tags = Git("tag --points-at HEAD").Lines.Where(tag => Regex.IsMatch(tag, @"^v\d+\.\d+\.\d+(-.+)?$")).ToList();
        var changes = Git("status --porcelain").Lines;
        var missing = new List<string>();
        if (string.IsNullOrEmpty(Key))
        {
            missing.Add($"{KeyVariable} is not set: the key of the account that pushes");
        }

        if (string.IsNullOrEmpty(Source))
        {
            missing.Add($"{SourceVariable} is not set: the feed to push to, an address or a folder");
        }

        if (tags.Count != 1)
        {
            missing.Add(
                $"the commit has {(tags.Count == 0 ? "no version tag" : $"the tags {string.Join(" and ", tags)}")}: "
                    + "expected one such as v1.4.7");
        }

        if (changes.Count > 0)
        {
            missing.Add($"there is what no commit has: {string.Join(", ", changes.Select(change => change.Trim()))}");
        }

        if (missing.Count > 0)
        {
            throw new CakeException($"Nothing is released:{string.Concat(missing.Select(what => $"\n- {what}"))}");
        }

        Version = tags[0][1..];
    }

    /// Pushes what was packed under the version: the addin, and its companion where that was built.
    public void Push(DirectoryPath feed)
    {
        var packages = context.GetFiles($"{feed}/*.{Version}.nupkg").OrderBy(file => file.FullPath, StringComparer.Ordinal).ToList();
        if (packages.Count == 0)
        {
            throw new CakeException($"Nothing is released: there is no package of version {Version} in {feed}. Run the target Pack.");
        }

        foreach (var package in packages)
        {
            // Cake leaves a source as it is, and a folder's name may have a space.
            context.DotNetNuGetPush(
                package.FullPath,
                // A release that broke off is finished by the next.
                new DotNetNuGetPushSettings { Source = Source.Quote(), ApiKey = Key, SkipDuplicate = true });
        }
    }

    private CommandResult Git(string arguments)
    {
        var result = shell.RunQuietly("git", arguments);
        return result.ExitCode == 0
            ? result
            : throw new CakeException($"git {arguments}: {result.Lines.LastOrDefault()}");
    }
}
