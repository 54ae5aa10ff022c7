package io.ringfence.calicoctl.template;

/** What a map has where it has no entry. */
enum NoValue {
    MISSING
}
