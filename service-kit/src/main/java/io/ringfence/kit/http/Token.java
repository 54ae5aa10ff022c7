package io.ringfence.kit.http;

import io.ringfence.kit.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** The one token that opens an API, if there is one. Only its hash is kept. */
public final class Token {
    private static final String SCHEME = "Bearer ";

    private final byte @Nullable [] hash;

    private Token(byte @Nullable [] hash) {
        this.hash = hash;
    }

    /**
     * The token that is this secret.
     *
     * @param secret null lets every request in
     */
    public static Token of(@Nullable Secret secret) {
        return new Token(secret == null ? null : hash(secret.reveal()));
    }

    /** What a request has as its authorization to be let in; null for nothing. */
    public static @Nullable String shown(@Nullable Secret secret) {
        return secret == null ? null : SCHEME + secret.reveal();
    }

    /**
     * Takes the same time for every wrong token, because hashes are compared, and those to the end.
     *
     * @param authorization the header of that name; null when there is none
     */
    public boolean admits(@Nullable String authorization) {
        if (hash == null) {
            return true;
        }
        return authorization != null
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        hash, hash(authorization.substring(SCHEME.length()).strip()));
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
