using static Cake.DockerLayerCache.Tests.Dockerfiles.Reading;

namespace Cake.DockerLayerCache.Tests.Dockerfiles;

public sealed class HeredocTests
{
    [TestCase("RUN <<EOF\nls\n\n# kept\nEOF", "EOF=ls\n\n# kept\n")]
    [TestCase("RUN <<EOF\nEOF", "EOF=")]
    [TestCase("RUN <<EOF\r\nls\r\nEOF\r\n", "EOF=ls\r\n", TestName = "A heredoc keeps its line endings")]
    [TestCase("RUN python3 <<EOF\nFROM b\nEOF", "EOF=FROM b\n", TestName = "An instruction in a heredoc is text")]
    [TestCase("RUN <<EOF bash\nls \\\nEOF", "EOF=ls \\\n", TestName = "A line in a heredoc is not continued")]
    [TestCase(
        "RUN <<EOF > /f\n EOF\nEOF \nEOF",
        "EOF= EOF\nEOF \n",
        TestName = "Space beside the word does not end a heredoc"
    )]
    [TestCase(
        "RUN <<-EOF\n\tls\n\tEOF",
        "-EOF=\tls\n",
        TestName = "Tabs may stand before the word that ends a stripped heredoc"
    )]
    [TestCase("RUN <<'EOF'\n$A\nEOF", "'EOF'=$A\n")]
    [TestCase("RUN <<\"E O\"F\n$A\nE OF", "'E OF'=$A\n")]
    [TestCase("RUN <<-'EOF'\n$A\nEOF", "-'EOF'=$A\n")]
    [TestCase("RUN <<E\\'F\n$A\nE'F", "E'F=$A\n")]
    [TestCase("RUN << EOF\nls\nEOF", "EOF=ls\n")]
    [TestCase("RUN << -EOF\nls\n-EOF", "-EOF=ls\n")]
    [TestCase("RUN 3<<EOF\nls\nEOF", "EOF=ls\n")]
    [TestCase("RUN cat <<$A\nls\n$A", "$A=ls\n")]
    [TestCase("RUN <<EOF \\\n  bash\nls\nEOF", "EOF=ls\n")]
    [TestCase("RUN --mount=target=/x <<EOF\nls\nEOF", "EOF=ls\n")]
    [TestCase("COPY <<one.txt <<two.txt /d/\n1\none.txt\n2\ntwo.txt", "one.txt=1\n|two.txt=2\n")]
    [TestCase("ADD <<X <<Y /d/\nY\nX\nX\nY", "X=Y\n|Y=X\n")]
    [TestCase("ONBUILD RUN <<EOF\nls\nEOF", "EOF=ls\n")]
    [TestCase("RUN [ -e x ] && cat <<EOF\nls\nEOF", "EOF=ls\n", TestName = "A test in brackets is no list")]
    [TestCase("RUN [\"cat\", \"<<EOF\"]", "", TestName = "A list has no heredoc")]
    [TestCase("COPY [\"<<EOF\", \"/d\"]", "", TestName = "A list of paths has no heredoc")]
    [TestCase("RUN echo \"<<EOF\"", "", TestName = "A quoted word is no heredoc")]
    [TestCase("RUN echo it's <<EOF", "", TestName = "Behind an open quote there is no heredoc")]
    [TestCase("RUN echo ${A <<EOF", "", TestName = "Behind an open substitution there is no heredoc")]
    [TestCase("RUN echo \\<<EOF", "")]
    [TestCase("RUN cat <<<EOF", "", TestName = "A here-string is no heredoc")]
    [TestCase("RUN echo $((1<<2))", "", TestName = "A shift in an expression is no heredoc")]
    [TestCase("RUN echo 1 <<", "")]
    [TestCase("RUN echo 1 <<''", "")]
    [TestCase("ENV A=<<EOF", "", TestName = "Only RUN, COPY and ADD take heredocs")]
    [TestCase("ONBUILD ENV A <<EOF", "")]
    public void Heredocs_are_read(string instruction, string expected)
    {
        var stage = Read($"FROM a\n{instruction}\nUSER end").Stages[0];

        Assert.That(
            string.Join(
                '|',
                stage
                    .Instructions[0]
                    .Heredocs.Select(each =>
                        $"{(each.StripTabs ? "-" : "")}{(each.Expand ? each.Name : $"'{each.Name}'")}={each.Content}"
                    )
            ),
            Is.EqualTo(expected)
        );
        Assert.That(stage.Instructions[^1].Keyword, Is.EqualTo("USER"));
        Assert.That(stage.Instructions, Has.Count.EqualTo(2));
    }

    [Test]
    public void An_instruction_ends_where_its_last_heredoc_ends() =>
        Assert.That(
            Instructions("FROM a\nCOPY <<A <<B /d\n1\nA\n2\nB\nRUN x").Select(each => (each.Line, each.EndLine)),
            Is.EqualTo([(2, 6), (7, 7)])
        );

    [TestCase("RUN <<EOF\nls\n EOF")]
    [TestCase("RUN <<EOF")]
    [TestCase("RUN <<EOF\n\tEOF")]
    [TestCase("COPY <<ONE <<EOF /d\nONE")]
    public void A_heredoc_has_to_end(string instruction) =>
        Assert.That(
            Problem(() => Read($"FROM a\n{instruction}")),
            Is.EqualTo(
                "DLC0209: docker/Dockerfile:2 starts the heredoc 'EOF', and no later line is exactly that word. Add that "
                    + "line behind its text, with nothing before or after the word."
            )
        );
}
