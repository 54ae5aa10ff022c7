/** What a service counts and measures, in Prometheus' text form. Any thread. */
@NullMarked
package io.ringfence.kit.metrics;

import org.jspecify.annotations.NullMarked;
