package io.ringfence.kit.lifecycle;

import io.ringfence.kit.config.Default;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service that does as its settings say, for {@link ServiceMainIT}. */
final class SampleMain {
    private static final Logger LOG = LoggerFactory.getLogger(SampleMain.class);

    enum Behaviour {
        RUN,
        FAIL_TO_START,
        THROW_ON_EVENT_LOOP,
        THROW_ON_THREAD,
        FAIL_TO_STOP
    }

    record Settings(
            @Default(value = "run", reason = "what services do")
            Behaviour behaviour) {}

    private SampleMain() {}

    public static void main(String[] arguments) {
        ServiceMain.run("sample", Settings.class, arguments, SampleMain::start);
    }

    private static Future<Service> start(Vertx vertx, Settings settings) {
        switch (settings.behaviour()) {
            case RUN -> LOG.warn("two\nlines");
            case FAIL_TO_START -> {
                return Future.failedFuture("no such broker");
            }
            case THROW_ON_EVENT_LOOP ->
                vertx.runOnContext(ignored -> {
                    throw new IllegalStateException("a bug on the loop");
                });
            case THROW_ON_THREAD ->
                new Thread(() -> {
                            throw new IllegalStateException("a bug on a thread");
                        })
                        .start();
            case FAIL_TO_STOP -> LOG.info("will not stop in order");
        }
        return Future.succeededFuture(new Service() {
            @Override
            public int port() {
                return 4711;
            }

            @Override
            public Future<Void> stop() {
                // Its result is told on an event loop, as that of most services is.
                return vertx.executeBlocking(() -> {
                    LOG.info("last words");
                    if (settings.behaviour() == Behaviour.FAIL_TO_STOP) {
                        throw new IllegalStateException("stuck");
                    }
                    return null;
                });
            }
        });
    }
}
