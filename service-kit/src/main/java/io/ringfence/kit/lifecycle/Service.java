package io.ringfence.kit.lifecycle;

import io.vertx.core.Future;

/** A running service. Any thread. */
public interface Service {
    /** Where its HTTP server listens: the port that was asked for, or the one that was free. */
    int port();

    /** Takes no new work, ends what is under way, gives everything back. Twice is once. */
    Future<Void> stop();
}
