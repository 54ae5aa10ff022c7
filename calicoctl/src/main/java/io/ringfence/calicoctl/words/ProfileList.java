package io.ringfence.calicoctl.words;

import io.ringfence.calicoctl.endpoint.ProfileChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The words {@code append A B}, {@code remove A B} and {@code set A B} after {@code profile}. */
final class ProfileList {
    private ProfileList() {}

    /** Empty when the next word is none of the three. */
    static Optional<ProfileChange> change(WordCursor words) {
        if (words.take("append")) {
            return Optional.of(ProfileChange.APPEND);
        }
        if (words.take("remove")) {
            return Optional.of(ProfileChange.REMOVE);
        }
        return words.take("set") ? Optional.of(ProfileChange.SET) : Optional.empty();
    }

    /** All words that are left. */
    static List<String> names(WordCursor words) throws MisuseException {
        List<String> names = new ArrayList<>();
        while (!words.atEnd()) {
            names.add(words.value());
        }
        return names;
    }

    /** What is wrong with the names; empty when nothing is. */
    static List<String> problems(List<String> names) {
        List<String> problems = new ArrayList<>();
        if (!names.stream().allMatch(Names::isName)) {
            problems.add(Names.PROFILE_MESSAGE);
        }
        Set<String> seen = new HashSet<>();
        names.stream()
                .filter(name -> !seen.add(name))
                .distinct()
                .forEach(name -> problems.add("Profile with name " + name + " was specified more than once."));
        return problems;
    }
}
