/**
 * A service's settings: one record, filled from the environment and at most one file.
 *
 * <p>In: environment variables and a properties file with the same keys. Out: the record, or all problems at once. Always: an unknown
 * key is a problem; a secret is never in a text. Pure but for reading files; any thread, at start.
 */
@NullMarked
package io.ringfence.kit.config;

import org.jspecify.annotations.NullMarked;
