@NullMarked
package io.ringfence.calicoctl.command;

import org.jspecify.annotations.NullMarked;
