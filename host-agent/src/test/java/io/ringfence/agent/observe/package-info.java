@NullMarked
package io.ringfence.agent.observe;

import org.jspecify.annotations.NullMarked;
