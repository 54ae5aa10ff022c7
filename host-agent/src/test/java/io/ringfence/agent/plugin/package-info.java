@NullMarked
package io.ringfence.agent.plugin;

import org.jspecify.annotations.NullMarked;
