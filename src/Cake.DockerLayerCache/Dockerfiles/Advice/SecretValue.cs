using Cake.DockerLayerCache.Dockerfiles.Forms;

namespace Cake.DockerLayerCache.Dockerfiles.Advice;

/// <summary>DLC0606: a secret as an argument or variable: it is in the image, and each new one is a miss.</summary>
internal static class SecretValue
{
    private static readonly string[] Names =
    [
        "PASSWORD",
        "PASSWD",
        "PASSPHRASE",
        "SECRET",
        "TOKEN",
        "APIKEY",
        "API_KEY",
        "ACCESS_KEY",
        "SECRET_KEY",
        "PRIVATE_KEY",
        "CREDENTIAL",
        "CREDENTIALS",
    ];

    // Of these it only says where one is, or what it is like.
    private static readonly string[] Beside =
    [
        "FILE",
        "PATH",
        "DIR",
        "URL",
        "URI",
        "NAME",
        "ID",
        "TYPE",
        "LENGTH",
        "TTL",
        "EXPIRY",
        "EXPIRATION",
        "HEADER",
        "ENDPOINT",
        "VERSION",
        "STORE",
        "PROVIDER",
        "ENABLED",
        "REQUIRED",
    ];

    public static IEnumerable<DockerAdvice> In(AdviceSubject subject) =>
        subject.Needed.SelectMany(stage => stage.Instructions).SelectMany(instruction => In(subject, instruction));

    public static bool IsSecret(string name)
    {
        var words = new NameWords(name);
        return Array.Exists(Names, words.Have) && !words.Have("PUBLIC") && !Array.Exists(Beside, words.EndWith);
    }

    private static IEnumerable<DockerAdvice> In(AdviceSubject subject, Instruction instruction)
    {
        var names = instruction.Keyword switch
        {
            "ARG" => ArgumentDeclaration.In(instruction, subject.Dockerfile.Escape).Select(each => each.Name),
            "ENV" => PairForm
                .In(instruction, subject.Dockerfile.Escape)
                .Where(pair => pair.Value.Trim('"', '\'').Length > 0)
                .Select(pair => pair.Name),
            _ => [],
        };
        return names
            .Where(IsSecret)
            .Select(name => new DockerAdvice
            {
                Code = "DLC0606",
                File = subject.Dockerfile.Path,
                Line = instruction.Line,
                Message =
                    $"has {MessageText.Short(name)} as {(instruction.Keyword is "ARG" ? "an argument" : "a variable")}: whoever has the "
                    + "image can read it, and each new value runs the steps behind it anew.",
                Suggestion = "Use RUN --mount=type=secret,id=… in the step that needs it, and Secret in the settings.",
            });
    }
}
