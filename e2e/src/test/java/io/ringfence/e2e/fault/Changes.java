package io.ringfence.e2e.fault;

import io.ringfence.e2e.deploy.GatewayClient;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.testkit.Criteria;
import io.ringfence.testkit.Given;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A client that changes one resource after the other and repeats each until it is acknowledged, as the documents tell clients to. So it knows
 * at any time what must be stored.
 */
public final class Changes {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> ROLES = List.of("app", "database", "web");
    private static final int POLICIES = 20;
    private static final int ENDPOINTS = 12;

    private final GatewayClient gateway;
    private final Random random;
    private final Map<ResourceKey, Resource> stored = new HashMap<>();

    public Changes(GatewayClient gateway, long seed) {
        this.gateway = gateway;
        this.random = new Random(seed);
    }

    /** What the store must hold now. */
    public Map<ResourceKey, Resource> stored() {
        return Map.copyOf(stored);
    }

    /** Makes one change and returns when it is acknowledged. */
    public void next() {
        if (!stored.isEmpty() && random.nextInt(5) == 0) {
            List<ResourceKey> keys = stored.keySet().stream().sorted().toList();
            ResourceKey key = keys.get(random.nextInt(keys.size()));
            until(List.of(), List.of(key));
            stored.remove(key);
        } else {
            Resource resource = resource();
            until(List.of(resource), List.of());
            stored.put(resource.key(), resource);
        }
    }

    private Resource resource() {
        return switch (random.nextInt(8)) {
            case 0 -> new Profile("open", List.of("open"), Map.of("role", role()), List.of(), List.of());
            case 1, 2, 3 -> {
                int number = random.nextInt(ENDPOINTS);
                yield Given.workload("host-" + (number % 2 + 1), "w" + number)
                        .labelled("role", role())
                        .at("10.65." + (number % 2 + 1) + "." + (number + 1), "fd65::" + (number + 1))
                        .profiles("open")
                        .build();
            }
            default ->
                Given.policy("p" + random.nextInt(POLICIES))
                        .order(random.nextInt(5))
                        .selects("role == '" + role() + "'")
                        .allow(Criteria.tcp(1 + random.nextInt(60_000)), Criteria.from("role == '" + role() + "'"))
                        .allowOut(Criteria.to("role != '" + role() + "'"))
                        .build();
        };
    }

    private String role() {
        return ROLES.get(random.nextInt(ROLES.size()));
    }

    private void until(List<Resource> put, List<ResourceKey> remove) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String last = "";
        while (System.nanoTime() < deadline) {
            try {
                GatewayClient.Answer answer = gateway.tryToChange(put, remove);
                // A removal that was carried out but not acknowledged finds nothing the second time.
                if (answer.status() == 200 || (answer.status() == 404 && !remove.isEmpty() && !last.isEmpty())) {
                    return;
                }
                last = answer.toString();
                if (answer.status() < 500) {
                    throw new AssertionError("refused: " + put + remove + ": " + answer);
                }
            } catch (UncheckedIOException e) {
                last = e.toString();
            }
            pause();
        }
        throw new AssertionError("not acknowledged within " + PATIENCE + ": " + put + remove + ": " + last);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
