package io.ringfence.e2e.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;

/** Reads server-sent events from a socket, as the standard says. */
final class EventReader implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader lines;

    /** One event; what it lacks is empty. */
    record Event(String id, String name, String data) {}

    private EventReader(Socket socket) throws IOException {
        this.socket = socket;
        this.lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    /** Asks in HTTP/1.0, so that the answer comes without chunks. Throws if it is not 200. */
    static EventReader open(int port, String path, String header) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        String request =
                "GET " + path + " HTTP/1.0\r\nHost: localhost\r\n" + (header.isEmpty() ? "" : header + "\r\n") + "\r\n";
        socket.getOutputStream().write(request.getBytes(UTF_8));
        EventReader reader = new EventReader(socket);
        String status = reader.line();
        String field = reader.line();
        while (!field.isEmpty()) {
            field = reader.line();
        }
        if (!status.contains(" 200 ")) {
            socket.close();
            throw new IOException(status);
        }
        return reader;
    }

    /** The next event whose data holds the text. */
    Event next(String text) throws IOException {
        while (true) {
            Event event = next();
            if (event.data().contains(text)) {
                return event;
            }
        }
    }

    private Event next() throws IOException {
        String id = "";
        String name = "";
        StringBuilder data = new StringBuilder();
        while (true) {
            String line = line();
            if (line.isEmpty() && !data.isEmpty()) {
                return new Event(id, name, data.toString());
            }
            int colon = line.indexOf(": ");
            if (colon > 0) {
                String value = line.substring(colon + 2);
                switch (line.substring(0, colon)) {
                    case "id" -> id = value;
                    case "event" -> name = value;
                    case "data" -> data.append(value);
                    default -> throw new IOException("no such field: " + line);
                }
            }
        }
    }

    private String line() throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new EOFException("the stream ended");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
