package io.ringfence.gateway.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.log.record.ResourceEvent;
import io.ringfence.model.resource.Revision;
import io.ringfence.model.text.ResourceJson;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Clients of the stream. Each has a position in the one window and is sent what its connection takes; a client that is so slow that its
 * next event has left the window is told so and closed. Owner: the gateway's context.
 */
public final class EventStream {
    /** Most events held. */
    public static final int CAPACITY = 8_192;

    /** Most characters of events held. */
    private static final long MAX_CHARACTERS = 64L << 20;

    /** One client more is refused. */
    private static final int MAX_CLIENTS = 1_000;

    /** Comments keep proxies from closing a quiet stream, and show a client that it is alive. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final EventWindow window;
    private final Set<Client> clients = new LinkedHashSet<>();
    private boolean inSync;

    public EventStream(Vertx vertx) {
        this(vertx, new EventWindow(CAPACITY, MAX_CHARACTERS));
    }

    EventStream(Vertx vertx, EventWindow window) {
        this.window = window;
        vertx.setPeriodic(HEARTBEAT.toMillis(), _ -> heartbeat());
    }

    /** A connection and how far it is. */
    private final class Client {
        private final HttpServerResponse response;

        /** May be ahead of the window: a client can know of a write before the gateway has read it. */
        private final Revision after;

        private long position;

        Client(HttpServerResponse response, Revision after, long position) {
            this.response = response;
            this.after = after;
            this.position = position;
        }

        void send() {
            while (!response.writeQueueFull()) {
                if (window.isGone(position)) {
                    end(
                            "lagging",
                            "this client is too slow: its next event is no longer held; list what there is, then continue");
                    return;
                }
                if (position == window.end()) {
                    return;
                }
                EventWindow.Frame frame = window.at(position);
                position++;
                if (frame.revision().isAfter(after)) {
                    response.write(frame.text());
                }
            }
        }

        void end(String event, String detail) {
            clients.remove(this);
            ObjectNode data = JsonNodeFactory.instance.objectNode();
            data.put("detail", detail);
            data.put("oldest", window.floor().value());
            data.put("newest", window.newest().value());
            response.end("event: " + event + "\ndata: " + data + "\n\n");
        }
    }

    /** Events up to this revision will not be added. Only at the beginning and after {@link #restart}. */
    public void beginAfter(Revision revision) {
        window.beginAfter(revision);
    }

    /** What clients can continue from is known. */
    public void inSync() {
        inSync = true;
    }

    public boolean isInSync() {
        return inSync;
    }

    /** The topic is read again from the beginning: all clients are closed and may come back. */
    public void restart() {
        inSync = false;
        List.copyOf(clients).forEach(client -> client.end("restart", "the gateway reads its source again; continue"));
        window.clear();
    }

    /** Adds an event; those of a revision already held are dropped. {@link #flush} sends it. */
    public void add(ResourceEvent event) {
        if (window.newest().isAfter(event.revision())) {
            return;
        }
        window.add(event.revision(), encode(event));
    }

    /** Sends what has been added to all who can take it. */
    public void flush() {
        new ArrayList<>(clients).forEach(Client::send);
    }

    public boolean isFull() {
        return clients.size() >= MAX_CLIENTS;
    }

    public int clients() {
        return clients.size();
    }

    /** Clients can continue from this revision or any later one. */
    public Revision floor() {
        return window.floor();
    }

    /** Of the newest event. */
    public Revision newest() {
        return window.newest();
    }

    /**
     * Takes over a response whose header is set, and sends everything after a revision.
     *
     * @return false if the window does not reach back so far; then nothing has happened
     */
    public boolean open(HttpServerResponse response, Revision after) {
        OptionalLong position = window.positionAfter(after);
        if (position.isEmpty()) {
            return false;
        }
        Client client = new Client(response, after, position.getAsLong());
        clients.add(client);
        response.closeHandler(_ -> clients.remove(client));
        response.exceptionHandler(_ -> clients.remove(client));
        response.drainHandler(_ -> client.send());
        response.write(": events after revision " + after + "\n\n");
        client.send();
        return true;
    }

    /** Tells all clients that the gateway is going. */
    public void close() {
        List.copyOf(clients)
                .forEach(client -> client.end("restart", "the gateway is shutting down; continue elsewhere"));
    }

    private void heartbeat() {
        for (Client client : clients) {
            if (!client.response.writeQueueFull()) {
                client.response.write(": revision " + window.newest() + "\n\n");
            }
        }
        flush(); // Finds those that take nothing any more.
    }

    /** Only the last event of a revision carries an id: who is cut off in the middle of a revision is sent it again whole. */
    private static String encode(ResourceEvent event) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("revision", event.revision().value());
        data.put("last", event.last());
        data.put("time", event.time().toString());
        data.put("key", event.key().toString());
        data.put("kind", event.key().kind().text());
        data.set("resource", event.resource() == null ? data.nullNode() : ResourceJson.toTree(event.resource()));
        return (event.last() ? "id: " + event.revision() + "\n" : "")
                + "event: " + event.type().name().toLowerCase(Locale.ROOT) + "\n"
                + "data: " + data + "\n\n";
    }
}
