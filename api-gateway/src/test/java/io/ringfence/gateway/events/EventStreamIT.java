package io.ringfence.gateway.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.log.record.ResourceEvent;
import io.ringfence.model.resource.Revision;
import io.ringfence.model.resource.Tier;
import io.ringfence.model.rule.Action;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventStreamIT {
    /** More than the sockets' buffers take in: the client falls behind. */
    private static final int EVENTS = 200;

    private static final int EVENT_CHARACTERS = 200_000;

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private <T> T onContext(Callable<T> work) {
        Promise<T> done = Promise.promise();
        context.runOnContext(_ -> {
            try {
                done.complete(work.call());
            } catch (Exception e) {
                done.fail(e);
            }
        });
        return done.future().await();
    }

    private static ResourceEvent event(long revision) {
        Tier tier = new Tier("x".repeat(EVENT_CHARACTERS), 1.0, Action.DENY);
        return new ResourceEvent(
                ResourceEvent.Type.UPDATED, tier.key(), tier, new Revision(revision), Instant.EPOCH, true);
    }

    @Test
    void aClientThatDoesNotReadIsToldSoAndClosedAndNothingIsLeftOutBefore() throws IOException {
        EventStream stream = onContext(() -> new EventStream(vertx, new EventWindow(4, Long.MAX_VALUE)));
        Promise<Void> opened = Promise.promise();
        HttpServer server = onContext(() -> vertx.createHttpServer().requestHandler(request -> {
                    stream.open(request.response().setChunked(false).putHeader("Connection", "close"), Revision.NONE);
                    opened.complete();
                }))
                .listen(0, "127.0.0.1")
                .await();
        try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
            slow.setSoTimeout(20_000);
            slow.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(UTF_8));
            opened.future().await();
            for (long revision = 1; revision <= EVENTS; revision++) {
                long next = revision;
                onContext(() -> {
                    stream.add(event(next));
                    stream.flush();
                    return next;
                });
            }
            String all = new String(slow.getInputStream().readAllBytes(), UTF_8);
            String last = all.substring(all.lastIndexOf("event: "));
            assertThat(last).startsWith("event: lagging\ndata: ").contains("\"newest\":" + EVENTS);
            int seen = 0;
            while (all.contains("id: " + (seen + 1) + "\n")) {
                seen++;
            }
            assertThat(seen).isBetween(1, EVENTS - 1);
            assertThat(all.split("\nid: ", -1)).hasSize(seen + 1);
            assertThat(onContext(stream::clients)).isZero();
        }
    }
}
