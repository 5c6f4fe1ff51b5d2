using Cake.DockerLayerCache.Dockerfiles;
using Cake.DockerLayerCache.Dockerfiles.Advice;
using Cake.DockerLayerCache.Dockerfiles.Ignore;

namespace Cake.DockerLayerCache.Tests.Dockerfiles;

/// <summary>Each piece of advice where it is due, and not in what only looks like it.</summary>
public sealed class AdviceTests
{
    [TestCase("COPY . .\nRUN npm ci", 2)]
    [TestCase("COPY . /app\nRUN npm ci && npm run build", 2)]
    [TestCase("COPY ./ ./\nRUN pip install -r requirements.txt", 2)]
    [TestCase("ADD . .\nRUN go mod download", 2)]
    [TestCase("WORKDIR /src\nCOPY . .\nRUN dotnet restore", 3)]
    [TestCase("COPY * ./\nRUN bundle install", 2)]
    [TestCase("COPY [\".\", \".\"]\nRUN yarn", 2)]
    [TestCase("COPY . .\nRUN apt-get update && apt-get install -y curl", 2)]
    [TestCase("COPY . .\nRUN apk add --no-cache curl", 2)]
    [TestCase("COPY . .\nRUN <<EOF\nset -e\nnpm ci\nEOF", 2)]
    [TestCase("COPY . .\nRUN [\"npm\", \"ci\"]", 2)]
    [TestCase("COPY . .\nRUN cd web && \\\n  npm install", 2)]
    [TestCase("COPY . .\nRUN python -m pip install --no-cache-dir -r requirements.txt", 2)]
    [TestCase("COPY . .\nRUN NODE_ENV=production npm ci", 2)]
    [TestCase("COPY --chown=1:1 . .\nRUN composer install --no-dev", 2)]
    [TestCase("COPY . .\nRUN mvn -B dependency:go-offline", 2)]
    [TestCase("COPY . .\nRUN pip install flask", 2)]
    [TestCase("COPY . .\nRUN pip install git+https://x.y/z.git", 2)]
    [TestCase("COPY . .\nRUN npm install -g @scope/tool", 2)]
    [TestCase("COPY . .\nRUN yum install -y https://x.y/z.rpm", 2)]
    [TestCase("COPY . .\nRUN apk add --virtual .build gcc", 2)]
    [TestCase("COPY . .\nFROM s0 AS test\nRUN npm ci", 2)]
    public void DLC0601_packages_are_installed_behind_a_copy_of_everything(string steps, int line) =>
        Assert.That(Given("DLC0601", steps), Is.EqualTo([line]));

    [TestCase("COPY package.json .\nRUN npm ci\nCOPY . .")]
    [TestCase("COPY package.json .\nRUN npm ci\nCOPY . .\nRUN npm prune --production && npm install --omit=dev")]
    [TestCase("COPY . .\nRUN npm run build")]
    [TestCase("COPY . .\nRUN pip install .")]
    [TestCase("COPY . .\nRUN pip install -e .")]
    [TestCase("COPY . .\nRUN pip install dist/*.whl")]
    [TestCase("COPY . .\nRUN pip install ./app")]
    [TestCase("COPY . .\nRUN apt-get install -y ./x.deb")]
    [TestCase("COPY . .\nRUN dnf install -y x.rpm")]
    [TestCase("COPY . .\nRUN npm install ../lib")]
    [TestCase("COPY . .\nRUN npm install x.tgz")]
    [TestCase("COPY . .\nRUN npm ci --prefix web")]
    [TestCase("COPY . .\nRUN yarn --cwd=web install")]
    [TestCase("COPY . .\nRUN pip install -r a/x.txt -r b/x.txt")]
    [TestCase("COPY src src\nRUN npm ci")]
    [TestCase("COPY package.json package-lock.json ./\nRUN npm ci")]
    [TestCase("COPY --from=other . .\nRUN npm ci")]
    [TestCase("COPY --exclude=src . .\nRUN npm ci")]
    [TestCase("COPY . .\nRUN echo npm ci")]
    [TestCase("COPY . .\nRUN go build ./...")]
    [TestCase("COPY . .\nRUN make install")]
    [TestCase("COPY . .\n# RUN npm ci\nRUN true")]
    [TestCase("COPY . .\nRUN yarn build")]
    [TestCase("COPY . .\nRUN yarn --version")]
    [TestCase("COPY . .\nRUN dotnet publish")]
    [TestCase("RUN apt-get install -y curl\nCOPY . .\nRUN make")]
    [TestCase("COPY . .\nRUN <<EOF\n# npm ci\nmake\nEOF")]
    public void DLC0601_is_not_given_where_a_changed_file_installs_nothing(string steps) =>
        Assert.That(Given("DLC0601", steps), Is.Empty);

    [TestCase("-r requirements.txt", "requirements.txt ./")]
    [TestCase("-rrequirements.txt", "requirements.txt ./")]
    [TestCase("--requirement=requirements.txt --prefix /x", "requirements.txt ./")]
    [TestCase("-r requirements/prod.txt", "requirements/prod.txt requirements/")]
    [TestCase("-r /app/requirements.txt", "requirements.txt ./")]
    [TestCase("-c constraints.txt -r requirements.txt", "constraints.txt requirements.txt ./")]
    public void DLC0601_names_what_pip_reads(string options, string copied) =>
        Assert.That(
            Given(Reading.Read($"FROM a:1\nCOPY . .\nRUN pip install {options}"), ".git\n").Single().Suggestion,
            Does.Contain($"(COPY {copied})")
        );

    [Test]
    public void DLC0601_is_not_given_where_the_ignore_file_lets_in_only_what_it_names() =>
        Assert.That(Given("DLC0601", "COPY . .\nRUN npm ci", ignore: "*\n!package*.json\n"), Is.Empty);

    [TestCase("ARG COMMIT\nRUN npm ci", 2)]
    [TestCase("ARG GIT_SHA=x\nRUN apt-get install -y curl", 2)]
    [TestCase("ARG BUILD_DATE\nCOPY package.json .\nRUN npm ci\nRUN echo $BUILD_DATE", 2)]
    [TestCase("ARG BUILD_NUMBER\nENV X=1\nRUN pip install -r requirements.txt", 2)]
    [TestCase("ARG V=1\nENV REVISION=$V\nRUN npm ci", 3)]
    [TestCase("ARG VERSION=1 VCS_REF\nRUN dotnet restore", 2)]
    [TestCase("ARG build_id\nRUN npm ci", 2)]
    [TestCase("ARG BUILD_DATE=20260101\nRUN npm ci", 2)]
    public void DLC0602_a_volatile_value_stands_before_an_install(string steps, int line) =>
        Assert.That(Given("DLC0602", steps), Is.EqualTo([line]));

    [TestCase("RUN npm ci\nARG COMMIT\nRUN echo $COMMIT")]
    [TestCase("ARG COMMIT\nRUN go build -ldflags \"-X main.commit=$COMMIT\"")]
    [TestCase("ARG COMMIT\nRUN npm ci --commit=$COMMIT")]
    [TestCase("ARG GO_VERSION\nRUN npm ci")]
    [TestCase("ARG VERSION\nRUN npm ci")]
    [TestCase("ARG COMMITTEE\nRUN npm ci")]
    [TestCase("ARG LLVM_COMMIT=0a1b2c3d4e5f\nRUN npm ci")]
    [TestCase("ARG LIB_SHA=\"0a1b2c3d4e5f\"\nRUN npm ci")]
    [TestCase("ARG NODE_SHA256\nRUN npm ci")]
    [TestCase("ENV REVISION=7\nRUN npm ci")]
    [TestCase("ARG COMMIT\nLABEL revision=$COMMIT")]
    [TestCase("ARG COMMIT\nCOPY . .")]
    public void DLC0602_is_not_given_where_nothing_is_installed_anew(string steps) =>
        Assert.That(Given("DLC0602", steps), Is.Empty);

    [Test]
    public void DLC0602_is_given_for_a_commit_that_the_build_passes() =>
        Assert.That(
            Codes(Reading.Read("FROM a:1\nARG COMMIT=0a1b2c3d\nRUN npm ci", ("COMMIT", "1a1b2c3d"))),
            Does.Contain("DLC0602")
        );

    [Test]
    public void DLC0602_is_given_for_a_global_argument_only_where_a_stage_takes_it_in() =>
        Assert.That(Codes("ARG COMMIT\nFROM a:1\nRUN npm ci"), Does.Not.Contain("DLC0602"));

    [Test]
    public void DLC0602_is_given_for_a_label_on_the_legacy_builder_alone()
    {
        const string steps = "LABEL revision=$X\nRUN npm ci";
        Assert.Multiple(() =>
        {
            Assert.That(Given("DLC0602", steps, isLegacy: true), Is.EqualTo([2]));
            Assert.That(Given("DLC0602", steps), Is.Empty);
        });
    }

    [TestCase("RUN --mount=type=cache,target=/root/.npm npm ci", 2)]
    [TestCase("RUN --mount=target=/x --mount=target=/c,type=cache go build", 2)]
    [TestCase("RUN --mount=type=CACHE,target=/c true", 2)]
    public void DLC0603_a_cache_mount(string steps, int line) =>
        Assert.That(Given("DLC0603", steps), Is.EqualTo([line]));

    [TestCase("RUN --mount=type=bind,target=/c true")]
    [TestCase("RUN --mount=type=secret,id=cache true")]
    [TestCase("RUN --mount=type=tmpfs,target=/cache true")]
    [TestCase("RUN echo --mount=type=cache")]
    [TestCase("RUN --mount=target=/type=cache true")]
    public void DLC0603_is_not_given_for_other_mounts(string steps) => Assert.That(Given("DLC0603", steps), Is.Empty);

    [TestCase("FROM node")]
    [TestCase("FROM node:latest")]
    [TestCase("FROM registry.example:5000/team/node")]
    [TestCase("FROM registry.example:5000/node:latest")]
    [TestCase("ARG TAG=latest\nFROM node:$TAG")]
    [TestCase("FROM --platform=linux/amd64 node AS build")]
    public void DLC0604_a_base_image_names_no_version(string dockerfile) =>
        Assert.That(Codes(dockerfile), Does.Contain("DLC0604"));

    [TestCase("FROM node:22")]
    [TestCase("FROM node:22-slim AS build")]
    [TestCase("FROM registry.example:5000/team/node:22")]
    [TestCase("FROM node@sha256:0123456789012345678901234567890123456789012345678901234567890123")]
    [TestCase("FROM node:latest@sha256:0123456789012345678901234567890123456789012345678901234567890123")]
    [TestCase("FROM scratch")]
    [TestCase("FROM scratch AS node\nFROM node")]
    [TestCase("ARG TAG=22\nFROM node:$TAG")]
    [TestCase("FROM node AS unused\nFROM node:22")]
    public void DLC0604_is_not_given_where_a_version_is_named_or_nothing_is_pulled(string dockerfile) =>
        Assert.That(Codes(dockerfile), Does.Not.Contain("DLC0604"));

    [Test]
    public void DLC0604_is_not_given_where_a_named_context_stands_for_the_image() =>
        Assert.That(
            Codes(Reading.Read("FROM node\nCOPY a b", new DockerfileInputs { Contexts = ["node"] })),
            Does.Not.Contain("DLC0604")
        );

    [TestCase("RUN apt-get update\nRUN apt-get install -y curl", 2)]
    [TestCase("RUN apt-get update && apt-get upgrade -y\nCOPY a b\nRUN apt-get install -y curl", 2)]
    [TestCase("RUN apt update\nRUN apt install -y curl", 2)]
    [TestCase("RUN apk update\nRUN apk add curl", 2)]
    [TestCase("RUN sudo apt-get -qq update\nRUN sudo apt-get -qq install curl", 2)]
    [TestCase("RUN apt-get update\nFROM s0\nRUN apt-get install -y curl", 2)]
    public void DLC0605_package_lists_are_used_in_another_layer(string steps, int line) =>
        Assert.That(Given("DLC0605", steps), Is.EqualTo([line]));

    [TestCase("RUN apt-get update && apt-get install -y curl")]
    [TestCase("RUN apt-get update; apt-get install -y curl\nRUN apt-get update && apt-get install -y git")]
    [TestCase("RUN apt-get update && apt-get install -y a\nRUN apt-get install -y b")]
    [TestCase("RUN apt-get update\nRUN make")]
    [TestCase("RUN apt-get install -y curl")]
    [TestCase("RUN apk update\nRUN apk add --no-cache curl")]
    [TestCase("RUN apk update\nRUN apt-get install -y curl")]
    [TestCase("RUN <<EOF\napt-get update\napt-get install -y curl\nEOF")]
    [TestCase("RUN npm update\nRUN apt-get install -y curl")]
    public void DLC0605_is_not_given_where_lists_and_packages_come_together(string steps) =>
        Assert.That(Given("DLC0605", steps), Is.Empty);

    [TestCase("ARG PASSWORD", 2)]
    [TestCase("ARG NPM_TOKEN", 2)]
    [TestCase("ENV AWS_SECRET_ACCESS_KEY=x", 2)]
    [TestCase("ARG db_password=x", 2)]
    [TestCase("ENV API_KEY x", 2)]
    [TestCase("ARG A=1 GITHUB_TOKEN", 2)]
    [TestCase("ENV A=1 \\\n  CLIENT_SECRET=$X", 2)]
    public void DLC0606_a_secret_is_an_argument_or_a_variable(string steps, int line) =>
        Assert.That(Given("DLC0606", steps), Is.EqualTo([line]));

    [TestCase("ENV DB_PASSWORD_FILE=/run/secrets/db")]
    [TestCase("ENV TOKEN_URL=https://example.com/token")]
    [TestCase("ENV SECRET_NAME=x")]
    [TestCase("ARG PUBLIC_KEY")]
    [TestCase("ARG SSH_PUBLIC_ACCESS_KEY")]
    [TestCase("ARG KEYBOARD")]
    [TestCase("ARG MONKEY")]
    [TestCase("ARG TOKENIZER")]
    [TestCase("ENV TOKEN=")]
    [TestCase("LABEL token=x")]
    [TestCase("RUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN npm ci")]
    public void DLC0606_is_not_given_for_what_is_no_secret(string steps) =>
        Assert.That(Given("DLC0606", steps), Is.Empty);

    [Test]
    public void DLC0607_everything_is_copied_and_no_ignore_file_is_there() =>
        Assert.That(Given("DLC0607", "COPY a b\nCOPY . .", ignore: null), Is.EqualTo([3]));

    [TestCase("bin\n")]
    [TestCase("*.git\n!.git\n")]
    [TestCase(".gitignore\n")]
    [TestCase("git\n")]
    public void DLC0607_everything_is_copied_and_git_with_it(string ignore) =>
        Assert.That(Given("DLC0607", "COPY . .", ignore, holdsGit: true), Is.EqualTo([2]));

    [Test]
    public void DLC0607_names_the_ignore_file_that_counts()
    {
        var dockerfile = Reading.Read("FROM a:1\nCOPY . .");
        var ignore = IgnoreRules.Parse("bin\n", "api.Dockerfile.dockerignore");

        var advice = AdviceRules.For(
            new AdviceSubject(dockerfile, dockerfile.NeededBy(dockerfile.Target(null)), ignore, holdsGit: true, false)
        );

        Assert.That(advice.Single().Suggestion, Is.EqualTo("Add the line .git to api.Dockerfile.dockerignore."));
    }

    [TestCase(".git\n")]
    [TestCase("**/.git\n")]
    [TestCase(".*\n")]
    [TestCase(".git/\n")]
    [TestCase("*\n!src\n")]
    public void DLC0607_is_not_given_where_git_stays_out(string ignore) =>
        Assert.That(Given("DLC0607", "COPY . .", ignore, holdsGit: true), Is.Empty);

    [Test]
    public void DLC0607_is_not_given_where_there_is_no_git() =>
        Assert.That(Given("DLC0607", "COPY . .", "bin\n"), Is.Empty);

    [TestCase("COPY src src")]
    [TestCase("COPY --from=x . .")]
    public void DLC0607_is_not_given_for_a_narrow_copy(string steps) =>
        Assert.That(Given("DLC0607", steps, ignore: null), Is.Empty);

    [Test]
    public void DLC0608_a_stage_without_a_name_that_nothing_needs() =>
        Assert.That(Lines("DLC0608", "FROM a:1 AS x\nFROM b:1\nRUN y\nFROM x"), Is.EqualTo([2]));

    [TestCase("FROM a:1 AS x\nFROM x")]
    [TestCase("FROM a:1\nFROM b:1\nCOPY --from=0 c d")]
    [TestCase("FROM a:1 AS test\nFROM b:1")]
    [TestCase("FROM a:1")]
    public void DLC0608_is_not_given_for_what_can_be_a_target(string dockerfile) =>
        Assert.That(Lines("DLC0608", dockerfile), Is.Empty);

    [Test]
    public void DLC0608_is_not_given_for_what_is_built_where_no_target_is_named()
    {
        var dockerfile = Reading.Read("FROM a:1 AS test\nRUN x\nFROM b:1\nCOPY --from=test y y");

        Assert.That(
            AdviceRules
                .For(
                    new AdviceSubject(
                        dockerfile,
                        dockerfile.NeededBy(dockerfile.Target("test")),
                        ignore: null,
                        holdsGit: false,
                        isLegacy: false
                    )
                )
                .Select(advice => advice.Code),
            Has.None.EqualTo("DLC0608")
        );
    }

    [Test]
    public void DLC0608_is_given_for_every_stage_the_legacy_builder_builds_for_nothing() =>
        Assert.That(
            Lines("DLC0608", "FROM a:1 AS test\nRUN x\nFROM b:1 AS final\nRUN y", isLegacy: true),
            Is.EqualTo([1])
        );

    [Test]
    public void What_is_good_gets_no_advice() =>
        Assert.That(
            Given(
                Reading.Read(
                    """
                    ARG GO_VERSION=1.26
                    FROM golang:${GO_VERSION} AS build
                    WORKDIR /src
                    COPY go.mod go.sum ./
                    RUN go mod download
                    COPY . .
                    ARG COMMIT
                    RUN go build -ldflags "-X main.commit=${COMMIT}" -o /app

                    FROM scratch
                    COPY --from=build /app /app
                    ENTRYPOINT ["/app"]
                    """
                ),
                ".git\nbin\n",
                holdsGit: true
            ),
            Is.Empty
        );

    [Test]
    public void Advice_says_where_what_and_what_to_write() =>
        Assert.That(
            string.Join('\n', Given(Reading.Read("FROM a:1\nCOPY . .\nRUN npm ci"), ".git\n")),
            Is.EqualTo(
                "DLC0601 docker/Dockerfile:2 copies the whole context before line 3 installs packages with npm: any changed "
                    + "file installs them anew. Copy what the packages depend on first (COPY package.json package-lock.json ./), "
                    + "install, then copy the rest."
            )
        );

    private static IEnumerable<int> Given(
        string code,
        string steps,
        string? ignore = ".git\n",
        bool holdsGit = false,
        bool isLegacy = false
    ) =>
        Given(Reading.Read($"FROM a:1 AS s0\n{steps}\n"), ignore, holdsGit, isLegacy)
            .Where(advice => advice.Code == code)
            .Select(advice => advice.Line);

    private static IEnumerable<int> Lines(string code, string dockerfile, bool isLegacy = false) =>
        Given(Reading.Read(dockerfile), ".git\n", isLegacy: isLegacy)
            .Where(advice => advice.Code == code)
            .Select(advice => advice.Line);

    private static IEnumerable<string> Codes(string dockerfile) => Codes(Reading.Read(dockerfile));

    private static IEnumerable<string> Codes(Dockerfile dockerfile) =>
        Given(dockerfile, ".git\n").Select(advice => advice.Code);

    private static IReadOnlyList<DockerAdvice> Given(
        Dockerfile dockerfile,
        string? ignore,
        bool holdsGit = false,
        bool isLegacy = false
    ) =>
        AdviceRules.For(
            new AdviceSubject(
                dockerfile,
                dockerfile.NeededBy(dockerfile.Target(null)),
                ignore is null ? null : IgnoreRules.Parse(ignore, ".dockerignore"),
                holdsGit,
                isLegacy
            )
        );
}
