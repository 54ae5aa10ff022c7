package io.ringfence.calicoctl.completion;

import io.ringfence.model.resource.Kind;
import java.util.List;

/** Where the completions of a word come from. {@code prefix}: what stands in the same word before them, as {@code --node=}; or empty. */
public sealed interface Wanted {
    /** From what is known here. */
    record Words(List<String> words) implements Wanted {
        public Words {
            words = List.copyOf(words);
        }
    }

    /**
     * The last identity field of what is stored.
     *
     * @param words what can stand there besides, without the prefix
     */
    record Names(Kind kind, String prefix, List<String> words) implements Wanted {
        public Names {
            words = List.copyOf(words);
        }

        Names(Kind kind) {
            this(kind, "", List.of());
        }
    }

    /** Of one profile. */
    record Tags(String profile) implements Wanted {}

    /** That ever reported. */
    record Hosts(String prefix) implements Wanted {}

    record Contexts(String prefix) implements Wanted {}

    /** Files, which the shell knows best; or nothing. */
    record Files() implements Wanted {}
}
