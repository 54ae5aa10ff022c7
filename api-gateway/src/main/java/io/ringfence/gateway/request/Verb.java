package io.ringfence.gateway.request;

import java.util.Optional;

/** What an operation does with its resource. */
public enum Verb {
    /** Must not exist. */
    CREATE("create"),
    /** Create or replace. */
    APPLY("apply"),
    /** Must exist. */
    REPLACE("replace"),
    /** Must exist; carries no resource. */
    DELETE("delete");

    private final String text;

    Verb(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    public static Optional<Verb> byText(String text) {
        for (Verb verb : values()) {
            if (verb.text.equals(text)) {
                return Optional.of(verb);
            }
        }
        return Optional.empty();
    }
}
