/** The topics' names and settings, and making sure that they exist. */
@NullMarked
package io.ringfence.log.topic;

import org.jspecify.annotations.NullMarked;
