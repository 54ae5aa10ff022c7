package io.ringfence.gateway.rest;

import io.ringfence.gateway.problems.ProblemDetails;
import io.ringfence.gateway.problems.ProblemItem;
import io.ringfence.gateway.problems.ProblemType;
import io.ringfence.gateway.problems.RefusedException;
import io.ringfence.model.text.Format;
import io.ringfence.model.validate.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * How a body is written. A content type must be given: a browser can be made to send foreign requests without one, but not with one of
 * these.
 */
enum ContentType {
    YAML,
    JSON,
    /** A transaction with explicit operations. */
    TRANSACTION;

    static final String TRANSACTION_TYPE = "application/vnd.ringfence.transaction+json";
    private static final Set<String> YAML_TYPES =
            Set.of("application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml");

    /** Throws {@link RefusedException} for a type or an encoding of characters that is not read here. */
    static ContentType of(Exchange exchange, boolean takesTransactions) {
        String header = exchange.header("Content-Type");
        String expected = "application/yaml or application/json" + (takesTransactions ? " or " + TRANSACTION_TYPE : "");
        if (header == null) {
            throw unsupported("Content-Type", null, "is needed; send " + expected);
        }
        String[] parts = header.toLowerCase(Locale.ROOT).split(";", -1);
        String type = parts[0].strip();
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("charset=") && !parameter.replace("\"", "").equals("charset=utf-8")) {
                throw unsupported("Content-Type", header, "only UTF-8 is read");
            }
        }
        if (YAML_TYPES.contains(type)) {
            return YAML;
        }
        if (type.equals(Route.JSON)) {
            return JSON;
        }
        if (takesTransactions && type.equals(TRANSACTION_TYPE)) {
            return TRANSACTION;
        }
        throw unsupported("Content-Type", header, "is not read here; send " + expected);
    }

    Format format() {
        return switch (this) {
            case YAML -> Format.YAML;
            case JSON, TRANSACTION -> Format.JSON;
        };
    }

    /** Whether the body is compressed. Throws {@link RefusedException} for what is neither gzip nor plain. */
    static boolean isGzip(Exchange exchange) {
        String encoding = exchange.header("Content-Encoding");
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return false;
        }
        if (encoding.equalsIgnoreCase("gzip")) {
            return true;
        }
        exchange.response().putHeader("Accept-Encoding", "gzip");
        throw unsupported("Content-Encoding", encoding, "only gzip is read");
    }

    /** Unpacks to the same limit as a plain body has. For workers. */
    static byte[] unpack(byte[] packed) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] plain = gzip.readNBytes(Limits.MAX_BODY_BYTES + 1);
            if (plain.length > Limits.MAX_BODY_BYTES) {
                throw RequestBodies.tooLarge();
            }
            return plain;
        } catch (IOException e) {
            throw new RefusedException(
                    ProblemDetails.of(ProblemType.MALFORMED, "the body is not valid gzip: " + e.getMessage()));
        }
    }

    private static RefusedException unsupported(String header, @Nullable String value, String reason) {
        return new RefusedException(
                ProblemDetails.about(ProblemType.UNSUPPORTED_MEDIA_TYPE, ProblemItem.about(header, value, reason)));
    }
}
