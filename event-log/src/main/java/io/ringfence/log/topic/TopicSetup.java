package io.ringfence.log.topic;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BiPredicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes sure that the topics exist and are what the design relies on. Blocks; several services may do it at once. */
public final class TopicSetup {
    /** How long to wait for a broker that is starting too. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private TopicSetup() {}

    /**
     * Makes the topics that are missing and checks those that exist. Never changes an existing topic.
     *
     * @param bootstrap brokers, {@code host:port[,host:port...]}
     * @return the number of shards: of the existing {@code policy.rulesets} when there was one, whatever {@code settings} say
     * @throws TopicSettingsException when an existing topic is not what it must be; names every problem
     * @throws KafkaException when the brokers do not answer within a minute, or refuse
     */
    public static int ensure(String bootstrap, TopicSettings settings) {
        List<TopicSpec> specs = TopicSpec.all(settings);
        Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Math.toIntExact(PATIENCE.toMillis())));
        try {
            CreateTopicsResult created =
                    admin.createTopics(specs.stream().map(TopicSpec::toNewTopic).toList());
            List<String> problems = new ArrayList<>();
            int shards = settings.shards();
            for (TopicSpec spec : specs) {
                if (isNew(created, spec)) {
                    continue;
                }
                TopicDescription description = describe(admin, spec.topic());
                problems.addAll(problems(spec, description, config(admin, spec.topic())));
                if (spec.topic().equals(Topics.RULESETS)) {
                    shards = description.partitions().size();
                }
            }
            if (!problems.isEmpty()) {
                throw new TopicSettingsException(problems);
            }
            return shards;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } finally {
            // At once: an ordinary close waits for the calls that brokers who are away have not answered.
            admin.close(Duration.ZERO);
        }
    }

    private static boolean isNew(CreateTopicsResult created, TopicSpec spec)
            throws ExecutionException, InterruptedException {
        try {
            created.numPartitions(spec.topic()).get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }

    private interface Question<T> {
        T ask() throws ExecutionException, InterruptedException;
    }

    /** Another service may have made the topic this very moment, and the broker that answers may not know it yet. */
    private static <T> T asked(Question<T> question) throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return question.ask();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(50);
            }
        }
    }

    private static TopicDescription describe(Admin admin, String topic)
            throws ExecutionException, InterruptedException {
        return asked(() -> requireNonNull(
                admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic)));
    }

    private static Config config(Admin admin, String topic) throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return asked(() -> requireNonNull(
                admin.describeConfigs(List.of(resource)).all().get().get(resource)));
    }

    private static List<String> problems(TopicSpec spec, TopicDescription description, Config config) {
        List<String> problems = new ArrayList<>();
        int partitions = description.partitions().size();
        if (spec.partitionsBinding() && partitions != spec.partitions()) {
            problems.add("topic %s has %d partitions and must have %d"
                    .formatted(spec.topic(), partitions, spec.partitions()));
        }
        int replication = description.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
        if (replication < spec.replication()) {
            problems.add("topic %s has replication %d and must have at least %d"
                    .formatted(spec.topic(), replication, spec.replication()));
        }
        spec.exactly().forEach((name, wanted) -> {
            String actual = value(config, name);
            if (!actual.equals(wanted)) {
                problems.add("topic %s has %s=%s and must have %s".formatted(spec.topic(), name, actual, wanted));
            }
        });
        problems.addAll(bounds(spec.topic(), config, spec.atLeast(), "at least", (actual, wanted) -> actual >= wanted));
        problems.addAll(bounds(spec.topic(), config, spec.atMost(), "at most", (actual, wanted) -> actual <= wanted));
        return problems;
    }

    private static List<String> bounds(
            String topic, Config config, Map<String, Long> bounds, String words, BiPredicate<Long, Long> holds) {
        return bounds.entrySet().stream()
                .filter(bound -> !holds.test(Long.valueOf(value(config, bound.getKey())), bound.getValue()))
                .map(bound -> "topic %s has %s=%s and must have %s %d"
                        .formatted(topic, bound.getKey(), value(config, bound.getKey()), words, bound.getValue()))
                .sorted()
                .toList();
    }

    private static String value(Config config, String name) {
        ConfigEntry entry = config.get(name);
        if (entry == null || entry.value() == null) {
            throw new KafkaException("the broker does not tell the topic setting " + name);
        }
        return entry.value();
    }
}
