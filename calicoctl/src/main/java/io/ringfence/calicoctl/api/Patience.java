package io.ringfence.calicoctl.api;

import java.time.Duration;

/**
 * How long a gateway is waited for.
 *
 * @param connect until there is a connection
 * @param silence the longest time in which nothing of an answer comes
 */
public record Patience(Duration connect, Duration silence) {
    /** The gateway answers in milliseconds, and a large transaction in a few seconds. */
    public static final Patience USUAL = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(60));

    /** Of somebody whose shell does nothing else meanwhile. */
    public static final Patience WHILE_TYPING = new Patience(Duration.ofSeconds(1), Duration.ofSeconds(1));
}
