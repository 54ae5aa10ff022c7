package io.ringfence.gateway;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.ringfence.gateway.events.EventStream;
import io.ringfence.gateway.intake.ReadModel;
import io.ringfence.gateway.intake.StatusIntake;
import io.ringfence.gateway.intake.StatusModel;
import io.ringfence.gateway.rest.Health;
import io.ringfence.model.resource.Kind;
import java.util.function.Supplier;

/** What a gateway shows in numbers. Scrapes are answered on its context, so gauges may look at what that owns. */
final class GatewayMeters {
    private GatewayMeters() {}

    /** Of {@code policy.events}, and of the store. */
    static void register(MeterRegistry registry, Supplier<Health> health, ReadModel model, EventStream stream) {
        Gauge.builder(
                        "ringfence.gateway.view.revision",
                        () -> health.get().revision().value())
                .description("newest revision that reads show")
                .register(registry);
        Gauge.builder(
                        "ringfence.gateway.view.age.seconds",
                        () -> health.get().age().toMillis() / 1e3)
                .description("for how long it has not been certain that reads show everything")
                .register(registry);
        Gauge.builder("ringfence.gateway.store.reachable", () -> health.get().storeReachable() ? 1 : 0)
                .description("1 when a policy-store says that it is ready")
                .register(registry);
        Gauge.builder("ringfence.gateway.malformed.records", () -> health.get().malformedRecords())
                .description("records of policy.events that could not be read")
                .register(registry);
        Gauge.builder("ringfence.gateway.event.clients", stream::clients).register(registry);
        for (Kind kind : Kind.values()) {
            Gauge.builder(
                            "ringfence.gateway.resources",
                            () -> model.snapshot()
                                    .map(snapshot -> snapshot.count(kind))
                                    .orElse(0))
                    .tag("kind", kind.text())
                    .register(registry);
        }
    }

    /** Of {@code policy.status}. */
    static void register(MeterRegistry registry, StatusModel status, StatusIntake intake) {
        Gauge.builder("ringfence.gateway.hosts.live", status::live).register(registry);
        Gauge.builder("ringfence.gateway.hosts.refused", status::refused)
                .description("reports of hosts that are too many")
                .register(registry);
        Gauge.builder("ringfence.gateway.status.age.seconds", () -> intake.age().toMillis() / 1e3)
                .description("for how long it has not been certain that all reports of hosts were heard")
                .register(registry);
        Gauge.builder("ringfence.gateway.status.malformed.records", intake::malformed)
                .description("records of policy.status that could not be read")
                .register(registry);
    }
}
