ARG REGISTRY=docker.io/library

FROM ${REGISTRY}/busybox:1 AS builder
WORKDIR /src
COPY words.txt ./
RUN sort words.txt > sorted.txt && wc -l sorted.txt && printf 'no end of line: ü'
COPY code.txt ./
RUN echo compiling && sleep 0.5 && printf "code.txt:1: no such word" >&2 && exit 3

FROM ${REGISTRY}/busybox:1 AS assets
WORKDIR /assets
RUN for i in 1 2 3; do echo "asset $i" | tee $i.txt; sleep 0.1; done

FROM ${REGISTRY}/busybox:1
COPY --from=builder /src/app.txt /app.txt
COPY --from=assets /assets /assets
RUN echo installed >> /app.txt
