using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Dockerfiles.Ignore;
using Cake.DockerLayerCache.Engine;
using Cake.DockerLayerCache.Records;
using Cake.DockerLayerCache.References;
using Cake.DockerLayerCache.Reporting;
using Cake.DockerLayerCache.Showing;
using Cake.DockerLayerCache.Testing;
using Cake.DockerLayerCache.Testing.StandIns;
using Cake.DockerLayerCache.Tests.StandIns;

namespace Cake.DockerLayerCache.Tests.Records;

/// <summary>What a build was made of is kept, and read again.</summary>
public sealed class RecordTests
{
    private const string Text = """
        ARG BASE=busybox:1
        FROM ${BASE} AS builder
        ARG TOKEN
        ENV MODE=fast
        COPY src lib/*.txt ./
        RUN --mount=type=bind,source=tools,target=/t /t/make
        FROM scratch
        COPY --from=builder /out /out
        """;

    private static readonly RecordDigest Digest = new("salt");

    [Test]
    public void What_is_written_is_read()
    {
        var record = Record("t0ken") with
        {
            Images = new Dictionary<string, string>(StringComparer.Ordinal) { ["busybox:1"] = "sha256:1" },
            History = [new PastBuild(DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(1.5), 3, 2)],
        };

        var read = RecordText.Read(RecordText.Write(record))!;

        Assert.Multiple(() =>
        {
            Assert.That(RecordText.Write(read), Is.EqualTo(RecordText.Write(record)));
            Assert.That(read.Files!.Entries.Keys, Is.EquivalentTo(["src/a", "src/deep/b", "lib/x.txt", "tools/make"]));
            Assert.That(read.Stages["builder"].Instructions[0].Values.Keys, Is.EqualTo(["TOKEN"]));
            Assert.That(read.History, Is.EqualTo(record.History));
        });
    }

    [Test]
    public void A_digest_tells_two_values_apart_and_no_more()
    {
        var (one, other) = (Record("t0ken"), Record("another"));

        Assert.Multiple(() =>
        {
            Assert.That(Value(one), Is.Not.EqualTo(Value(other)));
            Assert.That(Value(one), Is.EqualTo(Value(Record("t0ken"))));
            Assert.That(Convert.FromBase64String($"{Value(one)}=="), Has.Length.EqualTo(4));
            Assert.That(new RecordDigest("other salt").OfValue("t0ken"), Is.Not.EqualTo(Value(one)));
        });

        static string Value(BuildRecord record) => record.Stages["builder"].Instructions[0].Values["TOKEN"];
    }

    [Test]
    public void Of_a_secret_there_is_not_even_a_digest()
    {
        const string WithSecret = """
            ARG TOKEN
            FROM docker.myrepo.com/${TOKEN}/base
            ARG TOKEN
            ENV MODE=${TOKEN}
            COPY ${TOKEN} ./
            LABEL key="a ${TOKEN} b"
            """;

        var (one, other) = (Record("hunter2secret", WithSecret), Record("s3cret-of-another", WithSecret));

        Assert.Multiple(() =>
        {
            Assert.That(one.Arguments, Does.Not.ContainKey("TOKEN"));
            Assert.That(one.Stages["0"].Base, Is.EqualTo("docker.myrepo.com/***/base"));
            Assert.That(one.Stages["0"].Instructions, Has.All.Property("Values").Empty);
            Assert.That(
                one.Stages["0"].Instructions.Select(each => each.Words),
                Is.EqualTo(other.Stages["0"].Instructions.Select(each => each.Words))
            );
            // A difference in what is no secret is still seen.
            Assert.That(Record("t0ken", WithSecret).Arguments, Does.ContainKey("TOKEN"));
            Assert.That(Words("t0ken"), Is.Not.EqualTo(Words("another")));
        });

        static IEnumerable<string> Words(string token) =>
            Record(token, WithSecret).Stages["0"].Instructions.Select(each => each.Words);
    }

    [Test]
    public void A_folder_that_cannot_be_deleted_fails_no_build()
    {
        var docker = new DockerThatDeletes();
        var facts = Facts.BuildxOnContainerdStore;
        var store = new RecordStore(new RemoteImages(docker, facts, null), docker, facts, null);

        Assert.That(store.Write(Record("t0ken"), ImageName.Parse("i", "Image").WithTag(ImageTag.Latest)), Is.Null);
    }

    [TestCase("linux", true)]
    [TestCase("windows", false)]
    public void A_record_is_left_where_an_image_needs_no_base(string containers, bool left)
    {
        using var workspace = Workspace.With("FROM a\nRUN b");
        using var docker = Setup.Legacy.Fresh();
        docker.Act("info", $"sed -i 's/\"OSType\":\"linux\"/\"OSType\":\"{containers}\"/' \"$answer.out\"");

        workspace.Cake.DockerCachedBuild(Setup.Legacy.Use(new DockerCachedBuildSettings { Image = "i" }, docker));

        Assert.That(docker.AllCalls.Any(call => call.Arguments is ["push", "i:layercache-record"]), Is.EqualTo(left));
    }

    [TestCase("")]
    [TestCase("no base 64")]
    [TestCase("AAAA")]
    [TestCase("q1YqSy0qzszPU7Iy1FEqTk7MSQVRtQA=")]
    public void What_is_no_record_is_none(string text) => Assert.That(RecordText.Read(text), Is.Null);

    [Test]
    public void A_record_that_is_cut_off_is_none()
    {
        var text = RecordText.Write(Record("t0ken"));

        Assert.That(Enumerable.Range(0, text.Length).Select(length => RecordText.Read(text[..length])), Is.All.Null);
    }

    [Test]
    public void Very_many_files_stand_together_as_folders_and_compare_all_the_same()
    {
        var many = Enumerable
            .Range(0, 1000)
            .ToDictionary(i => $"src/{i / 100}/{i}", i => new FileDigest($"{i}", 0x1a4), StringComparer.Ordinal);
        var small = new FileTable(many).Within(50, Digest);
        many["src/3/300"] = new FileDigest("other", 0x1a4);
        many["src/new"] = new FileDigest("new", 0x1a4);

        Assert.That(small.Entries, Has.Count.LessThanOrEqualTo(50));
        Assert.That(
            new FileTable(many).ChangesSince(small, _ => true, Digest).Select(change => $"{change}"),
            Is.EqualTo(["src/3/ (changed)", "src/new (new)"])
        );
    }

    [Test]
    public void Of_more_files_than_3000_only_the_folders_are_kept()
    {
        const int Most = 3000;
        using var folder = new TemporaryFolder("record ");
        for (var i = 0; i < Most; i++)
        {
            folder.Write($"src/{i}", "");
        }

        Assert.That(Entries(), Is.EqualTo(Most));

        folder.Write("src/more", "");

        Assert.That(Entries(), Is.EqualTo(1));

        int Entries() => Record("t0ken", "FROM a\nCOPY src .\n", folder).Files!.Entries.Count;
    }

    [Test]
    public void The_history_is_that_of_the_last_50_builds()
    {
        var dockerfile = Dockerfile.Parse("FROM a\n", "Dockerfile", new DockerfileInputs());
        var record = Record("t0ken");
        for (var build = 1; build <= 51; build++)
        {
            record = new RecordOutcome(dockerfile, new StepLines(dockerfile), [], record).WithHistory(
                record,
                TimeSpan.FromSeconds(build)
            );
        }

        Assert.That(
            record.History.Select(past => past.Duration.TotalSeconds),
            Is.EqualTo(Enumerable.Range(2, 50).Select(build => (double)build))
        );
    }

    [TestCase(7_000_000, true)]
    [TestCase(9_000_000, false)]
    public void A_text_that_grows_without_end_is_no_record(int length, bool isRecord)
    {
        var record = Record("t0ken") with
        {
            Arguments = new Dictionary<string, string>(StringComparer.Ordinal) { ["A"] = new('a', length) },
        };

        Assert.That(RecordText.Read(RecordText.Write(record)) is not null, Is.EqualTo(isRecord));
    }

    [Test]
    public void A_folder_of_folders_is_the_same_as_the_files_in_it()
    {
        var many = Enumerable
            .Range(0, 100)
            .ToDictionary(i => $"src/{i / 10}/{i}", i => new FileDigest($"{i}", 0x1a4), StringComparer.Ordinal);
        many["src/top"] = new FileDigest("top", 0x1a4);
        var small = new FileTable(many).Within(1, Digest);

        Assert.That(small.Entries.Keys, Is.EqualTo(["src/"]));
        Assert.That(new FileTable(many).ChangesSince(small, _ => true, Digest), Is.Empty);
        Assert.That(small.ChangesSince(new FileTable(many), _ => true, Digest), Is.Empty);
    }

    [TestCase("COPY . .", "a/b", true)]
    [TestCase("COPY a b /", "a/c", true)]
    [TestCase("COPY a b /", "ab", false)]
    [TestCase("COPY *.txt /", "x.txt", true)]
    [TestCase("COPY *.txt /", "a/x.txt", false)]
    [TestCase("COPY /a /", "a", true)]
    [TestCase("COPY ./a/ /", "a/b", true)]
    [TestCase("COPY --exclude=b a /", "a/b", false)]
    [TestCase("COPY --exclude=b a /", "a/b/c", false)]
    [TestCase("COPY --exclude=a/b a /", "a/b", true)]
    [TestCase("COPY --exclude=a/b . /", "a/b", false)]
    [TestCase("COPY --exclude=b a/* /", "a/b", true)]
    [TestCase("COPY --exclude=c a/* /", "a/b/c", false)]
    [TestCase("COPY a /", "a/", true)]
    [TestCase("COPY a/b/c /", "a/", true)]
    [TestCase("COPY a /", "b/", false)]
    [TestCase("ADD https://a.b/c /", "c", null)]
    [TestCase("COPY --from=x a /", "a", null)]
    [TestCase("RUN make", "a", null)]
    [TestCase("RUN --mount=target=/src make", "a", true)]
    [TestCase("RUN --mount=type=cache,target=/src make", "a", null)]
    public void An_instruction_takes_of_the_context(string instruction, string path, bool? taken)
    {
        var dockerfile = Dockerfile.Parse(
            $"FROM x AS x\nFROM a\n{instruction}\n",
            "Dockerfile",
            new DockerfileInputs()
        );
        dockerfile.NeededBy(dockerfile.Stages[1]);

        var sources = ContextSources.Of(dockerfile.Stages[1].Instructions[0], dockerfile);

        Assert.That(sources?.Takes(path), Is.EqualTo(taken));
    }

    [Test]
    public void A_source_that_cannot_be_matched_takes_everything()
    {
        var instruction = $"COPY {string.Concat(Enumerable.Repeat("[a-z]*", 2000))} /";
        var dockerfile = Dockerfile.Parse($"FROM a\n{instruction}\n", "Dockerfile", new DockerfileInputs());
        dockerfile.NeededBy(dockerfile.Stages[0]);

        Assert.That(ContextSources.Of(dockerfile.Stages[0].Instructions[0], dockerfile)!.Takes("any"), Is.True);
    }

    private static BuildRecord Record(string token, string text = Text)
    {
        using var folder = new TemporaryFolder("record ");
        foreach (var file in (string[])["src/a", "src/deep/b", "lib/x.txt", "lib/x.bin", "tools/make", "other"])
        {
            folder.Write(file, $"content of {file}\n");
        }

        return Record(token, text, folder);
    }

    private static BuildRecord Record(string token, string text, TemporaryFolder folder)
    {
        var dockerfile = Dockerfile.Parse(
            text,
            "Dockerfile",
            new DockerfileInputs
            {
                BuildArgs = new Dictionary<string, string>(StringComparer.Ordinal) { ["TOKEN"] = token },
            }
        );
        return new RecordMaking(
            dockerfile,
            dockerfile.NeededBy(dockerfile.Stages[^1]),
            folder.Path,
            IgnoreRules.None,
            new Redaction([new SecretForm("hunter2secret"), new SecretForm("s3cret-of-another")]).Of
        ).Inputs(Digest, DateTimeOffset.UnixEpoch, TimeSpan.FromMinutes(1));
    }
}

/// <summary>Docker that leaves nothing of the folder it is to build.</summary>
file sealed class DockerThatDeletes : IDocker
{
    public DockerAnswer Run(DockerCommand command, Action<string>? onOutput = null, Action<string>? onError = null)
    {
        Directory.Delete(command.Arguments[^1], recursive: true);
        return new DockerAnswer(0, [], []);
    }
}
