package io.ringfence.kafka;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * The settings of the one-node broker. Unlisted ones have Kafka's defaults.
 *
 * @param logs where the broker keeps its data
 * @param brokerPort for clients
 * @param controllerPort for the broker's own metadata quorum
 * @param overrides win over everything else; for tests
 */
record BrokerSettings(Path logs, int brokerPort, int controllerPort, Map<String, String> overrides) {
    static final int NODE = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";
    private static final String LOOPBACK = "127.0.0.1";

    BrokerSettings {
        overrides = Map.copyOf(overrides);
    }

    String bootstrapServers() {
        return LOOPBACK + ":" + brokerPort;
    }

    Properties toProperties() {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE),
                "controller.quorum.voters",
                NODE + "@" + LOOPBACK + ":" + controllerPort,
                "controller.listener.names",
                CONTROLLER_LISTENER,
                "listeners",
                "PLAINTEXT://" + LOOPBACK + ":" + brokerPort + "," + CONTROLLER_LISTENER + "://" + LOOPBACK + ":"
                        + controllerPort,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT",
                "inter.broker.listener.name",
                "PLAINTEXT",
                "log.dirs",
                logs.toString()));
        properties.putAll(ONE_NODE);
        properties.putAll(QUICK);
        properties.putAll(SMALL);
        properties.putAll(overrides);
        return properties;
    }

    /** There is nobody to replicate to; topics exist because somebody said so. */
    private static final Map<String, String> ONE_NODE = Map.of(
            "offsets.topic.replication.factor", "1",
            "offsets.topic.num.partitions", "1",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "transaction.state.log.num.partitions", "1",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1",
            "share.coordinator.state.topic.num.partitions", "1",
            "auto.create.topics.enable", "false");

    /** A restart takes 13 s with the defaults of sessions and elections, 3 s with these. */
    private static final Map<String, String> QUICK = Map.of(
            "broker.session.timeout.ms", "1000",
            "broker.heartbeat.interval.ms", "200",
            "controller.quorum.election.timeout.ms", "200",
            // Readers of committed records wait for a dead writer's transaction to be given up.
            "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000",
            "group.initial.rebalance.delay.ms", "0",
            "group.consumer.min.heartbeat.interval.ms", "200",
            "group.consumer.heartbeat.interval.ms", "500",
            "group.consumer.min.session.timeout.ms", "6000",
            "group.consumer.session.timeout.ms", "6000");

    /** Threads and buffers for a laptop. Messages of 8 MiB, because one policy may take most of a request's 4 MiB. */
    private static final Map<String, String> SMALL = Map.of(
            "num.network.threads", "2",
            "num.io.threads", "2",
            "background.threads", "2",
            "log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20),
            "log.segment.bytes", Integer.toString(16 << 20),
            "log.index.size.max.bytes", Integer.toString(1 << 20),
            "message.max.bytes", Integer.toString(8 << 20));
}
