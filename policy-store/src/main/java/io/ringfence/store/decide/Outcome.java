package io.ringfence.store.decide;

import io.ringfence.model.resource.ResourceKey;

/** What an operation comes to once its transaction is committed. */
public record Outcome(ResourceKey key, Result result) {

    public enum Result {
        CREATED("created"),
        UPDATED("updated"),
        DELETED("deleted"),
        /** The resource was already so; nothing is written for it. */
        UNCHANGED("unchanged");

        private final String text;

        Result(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
