# All images: policy-store, compiler, api-gateway, host-agent, etcd and kafka. `./ringfence images` builds the jars and then every image;
# one by hand: `./ringfence build && docker build --target compiler --tag ringfence/compiler .`
# The classic builder suffices.
ARG BASE_IMAGE=debian:trixie-slim
ARG JDK_IMAGE=eclipse-temurin:25-jdk

# A Java runtime with the modules that the jars use.
FROM ${JDK_IMAGE} AS runtime
LABEL io.ringfence.stage=runtime
RUN jlink --output /opt/java --compress zip-6 --no-header-files --no-man-pages --add-modules \
    java.base,java.desktop,java.logging,java.management,java.naming,java.security.jgss,java.security.sasl,java.sql,java.xml,jdk.jfr,jdk.management,jdk.net,jdk.unsupported,jdk.zipfs

FROM ${BASE_IMAGE} AS base
LABEL io.ringfence.stage=base
COPY --from=runtime /opt/java /opt/java
COPY docker/healthy /usr/local/bin/healthy
# Services that need no root run as this user; a volume that is first used takes over its owner from here.
RUN mkdir /data && chown 10001:10001 /data
ENV RINGFENCE_LISTEN=0.0.0.0

FROM ${BASE_IMAGE} AS etcd
COPY docker/healthy /usr/local/bin/healthy
RUN command -v etcd || { apt-get update -qq && apt-get install -y -qq --no-install-recommends etcd-server && rm -rf /var/lib/apt/lists/*; }
RUN mkdir -p /data && chown 10001:10001 /data
USER 10001:10001
EXPOSE 2379
HEALTHCHECK --interval=5s --timeout=4s --start-period=30s --retries=3 CMD ["healthy", "2379", "/health"]
ENTRYPOINT ["etcd", "--data-dir=/data", "--listen-client-urls=http://0.0.0.0:2379", "--advertise-client-urls=http://0.0.0.0:2379"]
# A file of many resources is one transaction.
CMD ["--max-txn-ops=10000", "--max-request-bytes=8388608"]

# Everything at work once, for the start-up caches.
FROM etcd AS trained
LABEL io.ringfence.stage=trained
USER 0:0
COPY --from=runtime /opt/java /opt/java
COPY embedded-kafka/target/lib /opt/ringfence/kafka/lib
COPY policy-store/target/lib /opt/ringfence/policy-store/lib
COPY compiler/target/lib /opt/ringfence/compiler/lib
COPY api-gateway/target/lib /opt/ringfence/api-gateway/lib
COPY host-agent/target/lib /opt/ringfence/host-agent/lib
COPY docker/kafka /usr/local/bin/docker-kafka
COPY docker/train /usr/local/bin/train
RUN train

FROM base AS kafka
COPY --from=trained /opt/ringfence/kafka /opt/ringfence/kafka
COPY docker/kafka /usr/local/bin/docker-kafka
USER 10001:10001
EXPOSE 9092 19092
HEALTHCHECK --interval=5s --timeout=4s --start-period=60s --retries=3 CMD ["healthy", "9092"]
ENTRYPOINT ["docker-kafka"]

FROM base AS policy-store
COPY --from=trained /opt/ringfence/policy-store /opt/ringfence/policy-store
USER 10001:10001
EXPOSE 8081
HEALTHCHECK --interval=5s --timeout=4s --start-period=60s --retries=3 CMD ["healthy", "8081", "/readyz"]
ENTRYPOINT ["/opt/java/bin/java", "-XX:AOTCache=/opt/ringfence/policy-store/aot", "@/opt/ringfence/policy-store/args"]

FROM base AS compiler
COPY --from=trained /opt/ringfence/compiler /opt/ringfence/compiler
USER 10001:10001
EXPOSE 8082
HEALTHCHECK --interval=5s --timeout=4s --start-period=60s --retries=3 CMD ["healthy", "8082", "/readyz"]
ENTRYPOINT ["/opt/java/bin/java", "-XX:AOTCache=/opt/ringfence/compiler/aot", "@/opt/ringfence/compiler/args"]

FROM base AS api-gateway
COPY --from=trained /opt/ringfence/api-gateway /opt/ringfence/api-gateway
USER 10001:10001
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=4s --start-period=60s --retries=3 CMD ["healthy", "8080", "/readyz"]
ENTRYPOINT ["/opt/java/bin/java", "-XX:AOTCache=/opt/ringfence/api-gateway/aot", "@/opt/ringfence/api-gateway/args"]

# Root, because it programs the kernel; it needs no capability but NET_ADMIN and NET_RAW.
FROM base AS host-agent
RUN command -v iptables && command -v ipset && command -v ip && command -v conntrack \
    || { apt-get update -qq && apt-get install -y -qq --no-install-recommends iptables ipset iproute2 conntrack && rm -rf /var/lib/apt/lists/*; }
COPY --from=trained /opt/ringfence/host-agent /opt/ringfence/host-agent
RUN chown 0:0 /data
# In the host's network the agent's health is the host's own business.
ENV RINGFENCE_LISTEN=127.0.0.1
EXPOSE 8083
# Alive, not ready: before the first policy there is nothing to be ready with.
HEALTHCHECK --interval=5s --timeout=4s --start-period=60s --retries=3 CMD ["healthy", "8083", "/livez"]
ENTRYPOINT ["/opt/java/bin/java", "-XX:AOTCache=/opt/ringfence/host-agent/aot", "@/opt/ringfence/host-agent/args"]
