package io.ringfence.calicoctl.completion;

import io.ringfence.model.resource.Kind;
import java.util.List;

/** Where the completions of a word come from. */
public sealed interface Wanted {
    /** From what is known here. */
    record Words(List<String> words) implements Wanted {
        public Words {
            words = List.copyOf(words);
        }
    }

    /** The last identity field of what is stored. */
    record Names(Kind kind) implements Wanted {}

    /** Words of a command that begins with the name of a profile. */
    record ProfilesAnd(List<String> words) implements Wanted {
        public ProfilesAnd {
            words = List.copyOf(words);
        }
    }

    record Contexts() implements Wanted {}

    /** Files, which the shell knows best; or nothing. */
    record Files() implements Wanted {}
}
