package io.ringfence.gateway.rest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** The one token that opens the gateway, if there is one. Only its hash is kept. */
public final class Token {
    private static final String SCHEME = "Bearer ";

    private final byte @Nullable [] hash;

    private Token(byte @Nullable [] hash) {
        this.hash = hash;
    }

    /** Every request is let in. */
    public static Token none() {
        return new Token(null);
    }

    public static Token of(String secret) {
        return new Token(hash(secret));
    }

    /** Takes the same time for every wrong token, because hashes are compared, and those to the end. */
    boolean admits(@Nullable String authorization) {
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
