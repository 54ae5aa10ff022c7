/**
 * Runs each kind of command once so that the JVM can write an AOT cache of what commands load. Shell; used when the program is built,
 * never by its users.
 */
@NullMarked
package io.ringfence.calicoctl.training;

import org.jspecify.annotations.NullMarked;
