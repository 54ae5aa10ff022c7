package io.ringfence.calicoctl.words;

import java.util.regex.Pattern;

/** What the profile commands accept as the name of a profile or a tag. */
final class Names {
    /** Narrower than v1's profile names, which may also hold a slash. */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");

    /** Its message speaks of characters alone; of one that is too long the server tells. */
    private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_.-]+");

    /** A paragraph: 80 columns, and an empty line after it. */
    static final String PROFILE_MESSAGE = """
            Profile names must be 1 to 128 characters long and can only contain numbers,
            letters, dots, dashes and underscores.
            """;

    static final String TAG_MESSAGE = """
            Tags names can only contain numbers, letters, dots, dashes and underscores.
            """;

    private Names() {}

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    static boolean isTag(String text) {
        return TAG.matcher(text).matches();
    }
}
