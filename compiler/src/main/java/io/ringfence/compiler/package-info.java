/**
 * The compiler: turns all resources into what each shard of hosts needs, and keeps it true.
 *
 * <p>In: {@code policy.events}. Out: the owned partitions of {@code policy.rulesets}. Rooms in the order of the journey: intake (shell),
 * match, resolve, emit (core, put together by {@link io.ringfence.compiler.Compilation}), publish (shell).
 */
@NullMarked
package io.ringfence.compiler;

import org.jspecify.annotations.NullMarked;
