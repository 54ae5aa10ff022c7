package io.ringfence.calicoctl.rules;

import io.ringfence.model.resource.Profile;

/** What an edit of a profile comes to. */
public sealed interface ProfileEdit {
    /**
     * The profile is to become this.
     *
     * @param message to show once it is written; empty shows nothing
     */
    record Write(Profile profile, String message) implements ProfileEdit {}

    /** It already is as wished: nothing is written, and that is a success. */
    record Keep(String message) implements ProfileEdit {}

    /** It cannot be done: nothing is written. */
    record Refuse(String message) implements ProfileEdit {}
}
