package io.ringfence.calicoctl.api;

import io.ringfence.calicoctl.file.FileReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads tokens. No message holds one. */
final class Tokens {
    private static final String FILE_VARIABLE = "RINGFENCE_TOKEN_FILE";
    private static final String VARIABLE = "RINGFENCE_TOKEN";
    private static final int MAX_BYTES = 8 * 1024;

    /** Whatever may stand in a header. */
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

    private Tokens() {}

    /** Null when the environment has none. */
    static @Nullable String ofEnvironment(Map<String, String> environment) {
        String file = environment.getOrDefault(FILE_VARIABLE, "");
        if (!file.isBlank()) {
            return ofFile(Path.of(file));
        }
        String token = environment.getOrDefault(VARIABLE, "");
        return token.isBlank() ? null : checked(token, VARIABLE);
    }

    static String ofFile(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw unreadable(file + " is larger than " + MAX_BYTES + " bytes");
            }
            return checked(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw unreadable(FileReason.of(file.toString(), e));
        }
    }

    private static String checked(String text, String source) {
        String token = text.strip();
        if (!TOKEN.matcher(token).matches()) {
            throw unreadable(source + " holds no token: one word of visible ASCII characters");
        }
        return token;
    }

    private static GatewayException unreadable(String reason) {
        return new GatewayException("Error reading token: " + reason);
    }
}
