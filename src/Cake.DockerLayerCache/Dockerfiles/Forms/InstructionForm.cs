namespace Cake.DockerLayerCache.Dockerfiles.Forms;

/// <summary>What docker accepts as an instruction: which flags it has, and what may stand behind them.</summary>
/// <remarks>Tables would be shorter; they take longer to make than most Dockerfiles to read.</remarks>
internal static class InstructionForm
{
    /// <summary>
    /// What docker would refuse in the instruction, or null. A newer frontend may know more flags than this does, so
    /// these count only where <paramref name="flagsAreKnown"/>.
    /// </summary>
    public static string? ProblemOf(Instruction instruction, char escape, bool flagsAreKnown)
    {
        for (var i = 0; i < instruction.Flags.Count; i++)
        {
            if (ProblemOfFlag(instruction, i, flagsAreKnown) is { } problem)
            {
                return problem;
            }
        }

        return instruction.Keyword switch
        {
            "ADD" or "COPY" => CopyForm.Problem(instruction),
            "ARG" => PairForm.ProblemOfArgument(instruction, escape),
            "CMD" or "ENTRYPOINT" => ArgumentForm.MaybeJson(instruction),
            "ENV" or "LABEL" => PairForm.Problem(instruction, escape),
            // Whatever stands there is one argument to the last of these, blanks included.
            "EXPOSE" or "MAINTAINER" or "STOPSIGNAL" or "USER" or "WORKDIR" => ArgumentForm.AtLeastOne(instruction),
            "HEALTHCHECK" => HealthcheckForm.Problem(instruction),
            "ONBUILD" => TriggerForm.Problem(instruction),
            "RUN" => RunForm.Problem(instruction),
            "SHELL" => ArgumentForm.Json(instruction),
            "VOLUME" => ArgumentForm.NoBlank(instruction),
            _ => null,
        };
    }

    /// <summary>How an instruction is written.</summary>
    public static string Usage(string keyword) =>
        keyword switch
        {
            "ADD" => "ADD [--chown=…] [--chmod=…] SOURCE… DESTINATION",
            "ARG" => "ARG NAME[=DEFAULT]…",
            "CMD" => "CMD COMMAND or CMD [\"PROGRAM\", \"ARGUMENT\"…]",
            "COPY" => "COPY [--from=…] [--chown=…] [--chmod=…] SOURCE… DESTINATION",
            "ENTRYPOINT" => "ENTRYPOINT COMMAND or ENTRYPOINT [\"PROGRAM\", \"ARGUMENT\"…]",
            "ENV" => "ENV NAME=VALUE…",
            "EXPOSE" => "EXPOSE PORT[/PROTOCOL]…",
            "FROM" => "FROM [--platform=PLATFORM] IMAGE [AS NAME]",
            "HEALTHCHECK" => "HEALTHCHECK [--interval=…] [--timeout=…] [--retries=…] CMD COMMAND or HEALTHCHECK NONE",
            "LABEL" => "LABEL NAME=VALUE…",
            "MAINTAINER" => "MAINTAINER NAME",
            "ONBUILD" => "ONBUILD INSTRUCTION, which is not ONBUILD, FROM or MAINTAINER",
            "RUN" => "RUN [--mount=type=…,…] [--network=…] COMMAND or RUN [\"PROGRAM\", \"ARGUMENT\"…]",
            "SHELL" => "SHELL [\"PROGRAM\", \"ARGUMENT\"…]",
            "STOPSIGNAL" => "STOPSIGNAL SIGNAL",
            "USER" => "USER NAME[:GROUP]",
            "VOLUME" => "VOLUME PATH…",
            _ => "WORKDIR PATH",
        };

    private static FlagKind KindOf(string keyword, string flag) =>
        (keyword, flag) switch
        {
            ("ADD" or "COPY", "chown" or "chmod") => FlagKind.Text,
            ("ADD" or "COPY", "link") => FlagKind.Switch,
            ("ADD" or "COPY", "exclude") => FlagKind.Texts,
            ("ADD", "checksum") => FlagKind.Text,
            ("ADD", "keep-git-dir" or "unpack") => FlagKind.Switch,
            ("COPY", "from") => FlagKind.Text,
            ("COPY", "parents") => FlagKind.Switch,
            ("FROM", "platform") => FlagKind.Text,
            ("HEALTHCHECK", "interval" or "timeout" or "start-period" or "start-interval" or "retries") =>
                FlagKind.Text,
            ("RUN", "network" or "security") => FlagKind.Text,
            ("RUN", "mount" or "device") => FlagKind.Texts,
            _ => FlagKind.Unknown,
        };

    private static string Known(string keyword) =>
        keyword switch
        {
            "ADD" => "; it knows --chown, --chmod, --link, --keep-git-dir, --checksum, --unpack, --exclude",
            "COPY" => "; it knows --chown, --chmod, --link, --from, --parents, --exclude",
            "FROM" => "; it knows --platform",
            "HEALTHCHECK" => "; it knows --interval, --timeout, --start-period, --start-interval, --retries",
            "RUN" => "; it knows --mount, --network, --security, --device",
            _ => "",
        };

    private static string? ProblemOfFlag(Instruction instruction, int index, bool flagsAreKnown)
    {
        var (name, value) = instruction.Flags[index];
        var kind = KindOf(instruction.Keyword, name);
        if (kind == FlagKind.Unknown)
        {
            return flagsAreKnown
                ? $"has the flag --{name}, which {instruction.Keyword} does not know{Known(instruction.Keyword)}"
                : null;
        }

        if (kind != FlagKind.Texts && instruction.Flags.Take(index).Any(other => other.Name == name))
        {
            return $"has the flag --{name} twice";
        }

        if (kind == FlagKind.Switch)
        {
            return value is null || value.ToUpperInvariant() is "TRUE" or "FALSE"
                ? null
                : $"has --{name}={value}, where true or false is expected";
        }

        return value is null ? $"has the flag --{name} without a value" : null;
    }

    /// <summary>What a flag of an instruction takes.</summary>
    private enum FlagKind
    {
        /// <summary>There is no such flag.</summary>
        Unknown,

        /// <summary>Nothing, or true or false.</summary>
        Switch,

        /// <summary>One value.</summary>
        Text,

        /// <summary>A value each time it is given.</summary>
        Texts,
    }
}
