namespace Cake.DockerLayerCache.Testing.Corpus;

/// <summary>RUN with mounts and other flags.</summary>
internal static class RunFiles
{
    private const string Two = "ARG BUSYBOX\nFROM scratch AS files\nCOPY a /\nFROM $BUSYBOX\n";
    private const string One = "ARG BUSYBOX\nFROM $BUSYBOX\n";

    public static IReadOnlyList<string> All { get; } =
    [
        One + "RUN true\n",
        One + "RUN [\"true\"]\n",
        One + "RUN [ \"echo\", \"a b\" ]\n",
        One + "RUN [ 1 = 1 ] && true\nRUN true\n",
        One + "RUN true && \\\n  # why\n  true\n",
        One + "RUN echo one; \\\n\n  echo two\n",
        One + "RUN echo \"a \\\n b\"\n",
        One + "RUN --network=none true\n",
        One + "RUN --network=default true\n",
        One + "RUN --mount=type=cache,target=/c true\n",
        One + "RUN --mount=type=cache,target=/c,id=x,sharing=locked true\n",
        One + "RUN --mount=type=tmpfs,target=/t true\n",
        One + "RUN --mount=type=tmpfs,target=/t,size=1000000 true\n",
        One + "RUN --mount=type=bind,target=/ctx ls /ctx\n",
        One + "RUN --mount=target=/ctx ls /ctx\n",
        One + "RUN --mount=type=bind,source=a,target=/x cat /x\n",
        One + "RUN --mount=type=bind,src=a,dst=/x,ro cat /x\n",
        One + "RUN --mount=type=bind,target=/x,rw touch /x/y\n",
        One + "RUN --mount=type=secret,id=none true\n",
        One + "RUN --mount=type=secret,id=none,target=/s,required=false true\n",
        One + "RUN --mount=type=secret,id=none,env=S true\n",
        Two + "RUN --mount=from=files,target=/x cat /x/a\n",
        Two + "RUN --mount=type=bind,from=files,target=/x cat /x/a\n",
        Two + "RUN --mount=type=bind,from=FILES,target=/x cat /x/a\n",
        Two + "RUN --mount=type=cache,from=files,target=/x true\n",
        Two + "RUN --mount=type=bind,from=files,source=/a,target=/x cat /x\n",
        Two + "RUN --mount=\"type=bind,from=files,target=/x\" cat /x/a\n",
        Two + "RUN --mount=type=bind,\"from=files\",target=/x cat /x/a\n",
        Two + "RUN --mount=type=tmpfs,target=/t --mount=from=files,target=/x cat /x/a\n",
        Two + "RUN --network=none --mount=from=files,target=/x cat /x/a\n",
        Two + "RUN --mount=from=files,target=/x \\\n  --mount=type=tmpfs,target=/t \\\n  cat /x/a\n",
        Two + "RUN echo --mount=from=files\n",
        Two + "RUN true --mount=from=files\n",
        Two + "RUN --mount=type=bind,target=/x true\n",
        Two + "RUN --mount=from=files,target=/x [\"cat\", \"/x/a\"]\n",
        Two + "RUN --mount=from=files,target=/x <<EOF\ncat /x/a\nEOF\n",
        Two + "COPY --from=files /a /\nRUN cat /a\n",
    ];
}
