package io.ringfence.calicoctl.write;

import java.util.Arrays;
import java.util.Optional;

/** What a write would come to for one resource. */
public enum Judgement {
    CREATED("created", "would be created"),
    UPDATED("updated", "would be replaced"),
    DELETED("deleted", "would be deleted"),
    UNCHANGED("unchanged", "would stay as it is"),
    SKIPPED("skipped", "would be passed over");

    private final String result;
    private final String words;

    Judgement(String result, String words) {
        this.result = result;
        this.words = words;
    }

    /** As messages say it. */
    public String words() {
        return words;
    }

    /** By the word of the API; empty for one that is not known here. */
    public static Optional<Judgement> byResult(String result) {
        return Arrays.stream(values())
                .filter(each -> each.result.equals(result))
                .findFirst();
    }
}
