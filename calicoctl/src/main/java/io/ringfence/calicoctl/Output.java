package io.ringfence.calicoctl;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Where results go. Remembers why they could not be written, which a {@link PrintStream} keeps to itself. Owner: the thread of the run. */
public final class Output extends OutputStream {
    private final OutputStream file;
    private final PrintStream stream = new PrintStream(new BufferedOutputStream(this), false, StandardCharsets.UTF_8);
    private @Nullable IOException failure;

    /** To where each write goes at once. */
    public Output(OutputStream file) {
        this.file = file;
    }

    public PrintStream stream() {
        return stream;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            file.write(bytes, from, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Writes what is left; whether everything has been written. */
    boolean finish() {
        return !stream.checkError();
    }

    /** What to say about a failure; null when the reader has had enough, as {@code head} has, who wants to hear no more. */
    @Nullable
    String complaint() {
        String reason = failure == null ? "" : String.valueOf(failure.getMessage());
        return reason.equals("Broken pipe") ? null : "Failed to write the results: " + reason;
    }
}
