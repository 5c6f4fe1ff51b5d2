namespace Cake.DockerLayerCache.Dockerfiles.Forms;

/// <summary>What docker accepts as an instruction: which flags it has, and what may stand behind them.</summary>
/// <param name="Flags">Its flags, by name.</param>
/// <param name="Problem">What is wrong with the rest of it; null where nothing is.</param>
/// <param name="Written">How it is written.</param>
internal sealed record InstructionForm(
    IReadOnlyDictionary<string, FlagKind> Flags,
    Func<Instruction, char, string?> Problem,
    string Written
)
{
    private static readonly Dictionary<string, InstructionForm> ByKeyword = new(StringComparer.Ordinal)
    {
        ["ADD"] = Of(
            "ADD [--chown=…] [--chmod=…] SOURCE… DESTINATION",
            CopyForm.Problem,
            ("chown", FlagKind.Text),
            ("chmod", FlagKind.Text),
            ("link", FlagKind.Switch),
            ("keep-git-dir", FlagKind.Switch),
            ("checksum", FlagKind.Text),
            ("unpack", FlagKind.Switch),
            ("exclude", FlagKind.Texts)
        ),
        ["ARG"] = Of("ARG NAME[=DEFAULT]…", PairForm.ProblemOfArgument),
        ["CMD"] = Of("CMD COMMAND or CMD [\"PROGRAM\", \"ARGUMENT\"…]", ArgumentForm.MaybeJson),
        ["COPY"] = Of(
            "COPY [--from=…] [--chown=…] [--chmod=…] SOURCE… DESTINATION",
            CopyForm.Problem,
            ("chown", FlagKind.Text),
            ("chmod", FlagKind.Text),
            ("link", FlagKind.Switch),
            ("from", FlagKind.Text),
            ("parents", FlagKind.Switch),
            ("exclude", FlagKind.Texts)
        ),
        ["ENTRYPOINT"] = Of("ENTRYPOINT COMMAND or ENTRYPOINT [\"PROGRAM\", \"ARGUMENT\"…]", ArgumentForm.MaybeJson),
        ["ENV"] = Of("ENV NAME=VALUE…", PairForm.Problem),
        ["EXPOSE"] = Of("EXPOSE PORT[/PROTOCOL]…", ArgumentForm.AtLeastOne),
        ["FROM"] = Of("FROM [--platform=PLATFORM] IMAGE [AS NAME]", ArgumentForm.Any, ("platform", FlagKind.Text)),
        ["HEALTHCHECK"] = Of(
            "HEALTHCHECK [--interval=…] [--timeout=…] [--retries=…] CMD COMMAND or HEALTHCHECK NONE",
            HealthcheckForm.Problem,
            ("interval", FlagKind.Text),
            ("timeout", FlagKind.Text),
            ("start-period", FlagKind.Text),
            ("start-interval", FlagKind.Text),
            ("retries", FlagKind.Text)
        ),
        ["LABEL"] = Of("LABEL NAME=VALUE…", PairForm.Problem),
        ["MAINTAINER"] = Of("MAINTAINER NAME", ArgumentForm.ExactlyOne),
        ["ONBUILD"] = Of("ONBUILD INSTRUCTION, which is not ONBUILD, FROM or MAINTAINER", TriggerForm.Problem),
        ["RUN"] = Of(
            "RUN [--mount=type=…,…] [--network=…] COMMAND or RUN [\"PROGRAM\", \"ARGUMENT\"…]",
            RunForm.Problem,
            ("mount", FlagKind.Texts),
            ("network", FlagKind.Text),
            ("security", FlagKind.Text),
            ("device", FlagKind.Texts)
        ),
        ["SHELL"] = Of("SHELL [\"PROGRAM\", \"ARGUMENT\"…]", ArgumentForm.Json),
        ["STOPSIGNAL"] = Of("STOPSIGNAL SIGNAL", ArgumentForm.ExactlyOne),
        ["USER"] = Of("USER NAME[:GROUP]", ArgumentForm.ExactlyOne),
        ["VOLUME"] = Of("VOLUME PATH…", ArgumentForm.NoBlank),
        ["WORKDIR"] = Of("WORKDIR PATH", ArgumentForm.ExactlyOne),
    };

    /// <summary>
    /// What docker would refuse in the instruction, or null. A newer frontend may know more flags than this does, so
    /// these count only where <paramref name="flagsAreKnown"/>.
    /// </summary>
    public static string? ProblemOf(Instruction instruction, char escape, bool flagsAreKnown)
    {
        var form = ByKeyword[instruction.Keyword];
        return instruction
                .Flags.Select((flag, i) => form.ProblemOf(instruction, flag, i, flagsAreKnown))
                .FirstOrDefault(problem => problem is not null)
            ?? form.Problem(instruction, escape);
    }

    public static string Usage(string keyword) => ByKeyword[keyword].Written;

    private string? ProblemOf(Instruction instruction, InstructionFlag flag, int index, bool flagsAreKnown)
    {
        if (!Flags.TryGetValue(flag.Name, out var kind))
        {
            return flagsAreKnown
                ? $"has the flag --{flag.Name}, which {instruction.Keyword} does not know"
                    + (
                        Flags.Count == 0
                            ? ""
                            : $"; it knows {string.Join(", ", Flags.Keys.Select(name => $"--{name}"))}"
                    )
                : null;
        }

        if (kind != FlagKind.Texts && instruction.Flags.Take(index).Any(other => other.Name == flag.Name))
        {
            return $"has the flag --{flag.Name} twice";
        }

        return (kind, flag.Value) switch
        {
            (FlagKind.Switch, null) => null,
            (FlagKind.Switch, var value) => bool.TryParse(value, out _) && value.Trim() == value
                ? null
                : $"has --{flag.Name}={value}, where true or false is expected",
            (_, null) => $"has the flag --{flag.Name} without a value",
            _ => null,
        };
    }

    private static InstructionForm Of(
        string usage,
        Func<Instruction, char, string?> problem,
        params (string Name, FlagKind Kind)[] flags
    ) => new(flags.ToDictionary(flag => flag.Name, flag => flag.Kind, StringComparer.Ordinal), problem, usage);
}

/// <summary>What a flag of an instruction takes.</summary>
internal enum FlagKind
{
    /// <summary>Nothing, or true or false.</summary>
    Switch,

    /// <summary>One value.</summary>
    Text,

    /// <summary>A value each time it is given.</summary>
    Texts,
}
