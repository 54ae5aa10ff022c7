package io.ringfence.calicoctl.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request and its answer. {@link HttpURLConnection} because the JDK's newer client takes 400 ms to load, longer than all the
 * rest of a command.
 */
final class Exchange {
    private static final JsonFactory JSON = new JsonFactory();

    private final String method;
    private final URI uri;
    private final HttpURLConnection connection;

    /** Whether the gateway may write for it; a dry run is a question. */
    private final boolean writes;

    /** Whether anything of a write may have reached the gateway. */
    private boolean sent;

    Exchange(String method, URI uri, Map<String, String> headers, Patience patience) {
        this.method = method;
        this.uri = uri;
        this.writes = !method.equals("GET") && !uri.toString().endsWith(Gateway.DRY_RUN);
        try {
            connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setRequestMethod(method);
        } catch (IOException e) {
            throw unreachable(e);
        }
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout((int) patience.connect().toMillis());
        connection.setReadTimeout((int) patience.silence().toMillis());
        connection.setUseCaches(false);
        connection.setRequestProperty("Accept", "application/json");
        headers.forEach(connection::setRequestProperty);
    }

    /** Reads the answer's body, through the parser or as the bytes that it reads. */
    interface BodyReader<T> {
        T read(byte[] body, JsonParser parser) throws IOException;
    }

    /**
     * Sends, and hands a 2xx answer to {@code reader}.
     *
     * <p>Throws {@link GatewayException} also when nobody knows whether a write was done, with words that say so.
     *
     * @param body null sends none, as only what may be sent twice is: the JDK repeats it once when the connection ends without an answer
     * @param trace is told in one line what was asked and what came back
     */
    <T> Answer<T> run(byte @Nullable [] body, Consumer<String> trace, BodyReader<T> reader) {
        try {
            if (body != null) {
                send(body);
            }
            int status = connection.getResponseCode();
            trace.accept(told(status));
            boolean success = status >= 200 && status < 300;
            try (InputStream stream = success ? connection.getInputStream() : connection.getErrorStream()) {
                return success ? new Answer.Done<>(parse(stream, status, reader)) : refusal(stream, status);
            }
        } catch (IOException e) {
            throw unreachable(e);
        } finally {
            connection.disconnect();
        }
    }

    /**
     * Hands each line of an endless 2xx answer to {@code each}, until the server ends it or the connection breaks.
     */
    Answer<Boolean> follow(Consumer<String> trace, Consumer<String> each) {
        try {
            int status = connection.getResponseCode();
            trace.accept(told(status));
            if (status < 200 || status >= 300) {
                try (InputStream stream = connection.getErrorStream()) {
                    return refusal(stream, status);
                }
            }
            if (!header("Content-Type").startsWith("text/event-stream")) {
                throw foreign(status);
            }
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    each.accept(line);
                }
            } catch (IllegalArgumentException foreign) {
                throw new GatewayException(
                        "The events of " + uri + " cannot be read: " + oneLine(foreign)
                                + "\nThe gateway may be of another version than this calicoctl.",
                        foreign);
            } catch (IOException broken) {
                // The stream has ended, one way or the other.
                trace.accept(method + " " + uri + " broke: " + oneLine(broken));
            }
            return new Answer.Done<>(true);
        } catch (IOException e) {
            throw unreachable(e);
        } finally {
            connection.disconnect();
        }
    }

    /** With the id under which the gateway's log has it. */
    private String told(int status) {
        String id = header("X-Request-Id");
        return method + " " + uri + " -> " + status + (id.isEmpty() ? "" : ", request " + id);
    }

    /** The header of the answer; valid after {@link #run}. Empty when absent. */
    String header(String name) {
        String value = connection.getHeaderField(name);
        return value == null ? "" : value;
    }

    private void send(byte[] body) throws IOException {
        connection.setDoOutput(true);
        // A body of known length is streamed, and what is streamed is never sent a second time behind our back.
        connection.setFixedLengthStreamingMode(body.length);
        if (connection.getRequestProperty("Content-Type") == null) {
            connection.setRequestProperty("Content-Type", "application/json");
        }
        connection.connect();
        sent = true;
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
    }

    private <T> T parse(InputStream stream, int status, BodyReader<T> reader) throws IOException {
        // A deletion that is done has nothing to say.
        if (status != HttpURLConnection.HTTP_NO_CONTENT && !isJson()) {
            throw foreign(status);
        }
        byte[] body = stream.readAllBytes();
        try (JsonParser parser = JSON.createParser(body)) {
            return reader.read(body, parser);
        } catch (com.fasterxml.jackson.core.JsonProcessingException | IllegalArgumentException e) {
            throw new GatewayException(
                    "The answer of " + uri + " to " + method + " cannot be read: " + oneLine(e)
                            + "\nThe gateway may be of another version than this calicoctl."
                            + (writes ? "\n" + UNKNOWN : ""),
                    e);
        }
    }

    private <T> Answer<T> refusal(@Nullable InputStream stream, int status) throws IOException {
        if (stream == null && isJson() && status == HttpURLConnection.HTTP_UNAUTHORIZED) {
            // Of a request with a body the JDK drops this answer's own: it could not repeat one with a password.
            return new Answer.Refused<>(status, "connection is unauthorized\n" + TOKEN);
        }
        if (stream == null || !isJson() || status < 400) {
            throw foreign(status);
        }
        JsonNode tree;
        try {
            tree = new ObjectMapper().readTree(stream);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw foreign(status);
        }
        String message = ProblemDetails.message(tree).orElseThrow(() -> foreign(status));
        boolean toldUnknown = ProblemDetails.isOutcomeUnknown(tree);
        // Whoever is unavailable says that nothing was stored, unless it does not know.
        boolean mayBe = status == HttpURLConnection.HTTP_UNAVAILABLE ? toldUnknown : mayHaveBeenDone(status);
        if (writes && mayBe) {
            throw new GatewayException(uri + " answered " + method + " with status " + status + ": " + message
                    + (toldUnknown ? "" : "\n" + UNKNOWN));
        }
        return new Answer.Refused<>(
                status,
                status == HttpURLConnection.HTTP_UNAUTHORIZED ? message + "\n" + TOKEN : message,
                ProblemDetails.causes(tree));
    }

    private boolean isJson() {
        String type = header("Content-Type");
        return type.startsWith("application/json") || type.startsWith("application/problem+json");
    }

    /** Neither said to be refused, nor sent elsewhere. */
    private static boolean mayHaveBeenDone(int status) {
        return status < 300 || status >= 500;
    }

    private GatewayException foreign(int status) {
        String type = header("Content-Type");
        return new GatewayException("%s answered %s with status %d and %s, which is not Ringfence's API.\n%s%s"
                .formatted(
                        uri,
                        method,
                        status,
                        type.isEmpty() ? "no content type" : type,
                        CHECK,
                        writes && mayHaveBeenDone(status) ? "\n" + UNKNOWN : ""));
    }

    private GatewayException unreachable(IOException e) {
        String reason = switch (e) {
            case UnknownHostException unknown -> "unknown host " + uri.getHost();
            case SocketTimeoutException timeout -> "no answer in time (" + timeout.getMessage() + ")";
            default -> oneLine(e);
        };
        return new GatewayException(
                "Failed to reach the API at " + uri + ": " + reason + "\n" + CHECK
                        + (writes && sent ? "\n" + UNKNOWN : ""),
                e);
    }

    private static final String CHECK =
            "Check that the gateway runs there, or name another address with --api, RINGFENCE_API or a config file.";

    private static final String UNKNOWN =
            "What was asked for may or may not have been done: look at what is stored before you ask again.";

    private static final String TOKEN =
            "The gateway demands a token: name its file with --token-file, RINGFENCE_TOKEN_FILE or in the context.";

    private static String oneLine(Exception e) {
        String message = e.getMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
