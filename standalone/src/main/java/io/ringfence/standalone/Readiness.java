package io.ringfence.standalone;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks services of this machine whether they are ready. Blocks. */
final class Readiness {
    private static final int ANSWER_MILLIS = 1000;
    private static final int PAUSE_MILLIS = 20;

    private Readiness() {}

    /** Returns null when all are; throws when some are not after {@code limit}. */
    static @Nullable Void await(List<Integer> ports, Duration limit) throws InterruptedException {
        List<Integer> waiting = new ArrayList<>(ports);
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            waiting.removeIf(Readiness::isReady);
            if (waiting.isEmpty()) {
                return null;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not ready after " + limit + ": services on ports " + waiting);
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    private static boolean isReady(int port) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + "/readyz").toURL().openConnection();
            connection.setConnectTimeout(ANSWER_MILLIS);
            connection.setReadTimeout(ANSWER_MILLIS);
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
