package io.ringfence.calicoctl.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A request on a socket, and its answer, by hand: every class of a real server would be in the cache too.
 *
 * @param path with the query, as it was sent
 */
public record PlainRequest(String method, String path) {
    /** Reads one whole, of which the body is dropped; empty when the client ends the connection instead. */
    public static Optional<PlainRequest> read(InputStream in) throws IOException {
        String request = line(in);
        if (request.isEmpty()) {
            return Optional.empty();
        }
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring(header.indexOf(':') + 1).strip());
            }
        }
        in.readNBytes(length);
        String[] words = request.split(" ", -1);
        return Optional.of(new PlainRequest(words[0], words[1]));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n' && c >= 0; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** Answers with JSON, and leaves the connection open, as the gateway does. */
    public static void answer(OutputStream out, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nETag: \"12\"\r\nContent-Length: "
                + body.length + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
    }
}
