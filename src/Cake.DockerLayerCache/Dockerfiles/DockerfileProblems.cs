using Cake.DockerLayerCache.Dockerfiles.Forms;
using static Cake.DockerLayerCache.Dockerfiles.MessageText;

namespace Cake.DockerLayerCache.Dockerfiles;

/// <summary>
/// Everything that can be wrong with a Dockerfile. Messages quote the Dockerfile, never a build argument's value:
/// that may be a secret.
/// </summary>
internal static class DockerfileProblems
{
    public static DockerLayerCacheException Empty(string path) =>
        new(
            "DLC0201",
            $"{path} holds no instruction. A Dockerfile starts with FROM; write one, or name another in File."
        );

    public static DockerLayerCacheException Unreadable(string path, string message) =>
        new(
            "DLC0216",
            $"{path} cannot be read: {message} Expected a text file that this user may read. Correct its permissions, or name "
                + "another in File."
        );

    public static DockerLayerCacheException NoStage(string path) =>
        new("DLC0202", $"{path} holds no FROM, so there is nothing to build. Add a FROM after the ARG instructions.");

    public static DockerLayerCacheException UnknownInstruction(string path, int line, string keyword) =>
        new(
            "DLC0203",
            $"{path}:{line} starts with {Quoted(keyword)}, which is no instruction. Nearest first: "
                + $"{Listed(NearestNames.Order(keyword, Keywords.All))}. Correct it, or end the line before it with the escape "
                + "character if it continues that one."
        );

    public static DockerLayerCacheException BeforeFirstStage(string path, int line, string keyword) =>
        new(
            "DLC0203",
            $"{path}:{line} has {keyword} before the first FROM, where only ARG may stand. Move it behind a FROM."
        );

    public static DockerLayerCacheException Circular(string path, int line, IEnumerable<Stage> chain) =>
        new(
            "DLC0204",
            $"{path}:{line} closes a circle of stages: {Listed(chain.Select(stage => stage.Id), " needs ")}. "
                + "A stage can only need stages above it; take one of these references out."
        );

    public static DockerLayerCacheException LaterStage(string path, Stage stage, StageReference reference) =>
        new(
            "DLC0204",
            $"{path}:{reference.Line} uses from={Quoted(reference.Text)} in the stage {stage.Id}, but that stage starts only at "
                + $"line {reference.Stage.Line}. A stage can only need stages above it; move that stage up, or rename it if "
                + "an image is meant."
        );

    public static DockerLayerCacheException UnknownStageNumber(string path, int line, string number, int stages) =>
        new(
            "DLC0205",
            $"{path}:{line} uses --from={Quoted(number)}, but the stages here are numbered 0 to {stages - 1}. Use one of these, "
                + "or better a name given with AS."
        );

    public static DockerLayerCacheException UnknownTarget(string path, string target, IReadOnlyList<Stage> stages) =>
        new(
            "DLC0206",
            $"the target {Quoted(target)} is not a stage of {path}. Its stages: {Ids(target, stages)}. "
                + "Name one of these in Target, or leave Target empty for the last stage."
        );

    public static DockerLayerCacheException UnknownStage(string path, string name, IReadOnlyList<Stage> stages) =>
        new(
            "DLC0207",
            $"{Quoted(name)} in Stages is not a stage of {path}. Its stages: {Ids(name, stages)}. "
                + "Name only these in Stages, or leave Stages empty for every stage that the target needs."
        );

    public static DockerLayerCacheException MalformedFrom(string path, int line, string arguments) =>
        new(
            "DLC0208",
            $"{path}:{line} has FROM {Quoted(arguments)}. Expected FROM [--platform=PLATFORM] IMAGE [AS NAME]; write it so."
        );

    public static DockerLayerCacheException BadStageName(string path, int line, string name) =>
        new(
            "DLC0208",
            $"{path}:{line} names a stage {Quoted(name)}. A stage's name starts with a letter, followed by letters, digits, "
                + "'-', '_' and '.'; rename it."
        );

    public static DockerLayerCacheException Blank(string path, int line, string what, string expression) =>
        new(
            "DLC0208",
            $"{path}:{line} has the {what} {Quoted(expression)}, which is empty here. Give its ARG a default before the first "
                + "FROM, or pass it in BuildArg."
        );

    public static DockerLayerCacheException MalformedInstruction(
        string path,
        Instruction instruction,
        string problem
    ) =>
        new(
            "DLC0215",
            $"{path}:{instruction.Line} {instruction.Keyword} {problem}. Expected {InstructionForm.Usage(instruction.Keyword)}; "
                + "write it so."
        );

    public static DockerLayerCacheException UnterminatedHeredoc(string path, int line, string name) =>
        new(
            "DLC0209",
            $"{path}:{line} starts the heredoc {Quoted(name)}, and no later line is exactly that word. Add that line behind its "
                + "text, with nothing before or after the word."
        );

    public static DockerLayerCacheException BadSubstitution(WordPlace place, string problem) =>
        new(
            "DLC0210",
            $"{place.Path}:{place.Line} has {Quoted(place.Word)}, in which {OneLine(problem)}. Expected $NAME or ${{NAME}}, or "
                + "${NAME…} with :-, :+, :?, -, +, ?, #, ##, %, %%, / or //; correct it."
        );

    public static DockerLayerCacheException MissingArgument(WordPlace place, string name, string message, bool isSet) =>
        new(
            "DLC0210",
            $"{place.Path}:{place.Line} asks for a value of the argument {Quoted(name)}, which is "
                + $"{(isSet ? "empty" : "not set")}{(message.Length == 0 ? string.Empty : $" ({Short(message)})")}. "
                + "Pass it in BuildArg, or give its ARG a default."
        );

    public static DockerLayerCacheException RepeatedDirective(string path, int line, string name) =>
        new("DLC0211", $"{path}:{line} has the directive {Quoted(name)} a second time. Keep one of them.");

    public static DockerLayerCacheException BadEscape(string path, int line, string value) =>
        new(
            "DLC0211",
            $"{path}:{line} sets escape={Quoted(value)}. Only \\ and ` can be the escape character; use one of them."
        );

    public static DockerLayerCacheException VariableInReference(string path, int line, string reference) =>
        new(
            "DLC0212",
            $"{path}:{line} uses from={Quoted(reference)}, but no variable, quote or escape has a meaning there. Add a stage "
                + $"'FROM {Short(reference)} AS NAME', with the ARG before the first FROM, and use from=NAME."
        );

    public static DockerLayerCacheException TooManyTriggers(string path, int line, int most) =>
        new(
            "DLC0213",
            $"{path}:{line} brings the ONBUILD instructions that stages take over from others to more than {most}. "
                + "Take ONBUILD out of the stages that many others are built on."
        );

    public static DockerLayerCacheException Unnamed(string path, Stage stage, string setting) =>
        new(
            "DLC0214",
            $"{setting} asks for the stage {stage.Id} of {path}, which has no name of its own, and docker finds a stage only by its "
                + $"name. Write 'FROM {Short(stage.Base)} AS name' at line {stage.Line}."
        );

    private static string Ids(string wanted, IEnumerable<Stage> stages) =>
        Listed(NearestNames.Order(wanted, stages.Select(stage => stage.Id)));
}
