package io.ringfence.model.validate;

import io.ringfence.model.selector.Selector;

/** How large a document and its parts may be. What is larger is refused with a problem that names the limit. */
public final class Limits {
    /** One body of documents, in bytes. */
    public static final int MAX_BODY_BYTES = 4 * 1024 * 1024;

    /** Mappings and sequences inside each other; no resource needs more than ten. */
    public static final int MAX_NESTING = 64;

    /** Values in one body, each alias counted as what it stands for, so that a short text cannot unfold into a large one. */
    public static final int MAX_NODES = 1_000_000;

    /** Rules of one resource in one direction. */
    public static final int MAX_RULES = 1024;

    /** Characters of one selector, as written and in canonical form. */
    public static final int MAX_SELECTOR = Selector.MAX_LENGTH;

    /** Keys and values of one resource's annotations together, in UTF-8 bytes. */
    public static final int MAX_ANNOTATIONS_BYTES = 256 * 1024;

    /** Problems reported for one body. Reading stops at the next resource after that many. */
    public static final int MAX_PROBLEMS = 100;

    private Limits() {}
}
