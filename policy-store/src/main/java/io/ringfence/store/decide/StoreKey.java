package io.ringfence.store.decide;

import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.ResourceKey;
import java.util.Optional;

/** A key of the store that transactions read and write. */
public sealed interface StoreKey {
    /** Where resources are, followed by {@link ResourceKey#toString()}. */
    String RESOURCES = "resources/";

    /** Where the marks are that policies leave when they join a tier, followed by the tier's escaped name. */
    String TIER_REFERENCES = "references/tier/";

    /** Unique; below the store's own root. */
    String text();

    /** The opposite of {@link #text()}; empty when it names neither. */
    static Optional<StoreKey> parse(String text) {
        if (text.startsWith(RESOURCES)) {
            return ResourceKey.parse(text.substring(RESOURCES.length())).map(OfResource::new);
        }
        if (text.startsWith(TIER_REFERENCES)) {
            return ResourceKey.parse(Kind.TIER.text() + "/" + text.substring(TIER_REFERENCES.length()))
                    .map(tier -> new TierReferences(tier.parts().getFirst()));
        }
        return Optional.empty();
    }

    /** Holds the resource's canonical JSON. */
    record OfResource(ResourceKey resource) implements StoreKey {
        @Override
        public String text() {
            return RESOURCES + resource;
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /**
     * Written whenever a policy joins the tier. Who deletes the tier guards on it, so that neither can overlook the other. The value is
     * empty: only its revision matters.
     */
    record TierReferences(String tier) implements StoreKey {
        @Override
        public String text() {
            return TIER_REFERENCES + ResourceKey.of(Kind.TIER, tier).path();
        }

        @Override
        public String toString() {
            return text();
        }
    }
}
