@NullMarked
package io.ringfence.agent.gateway;

import org.jspecify.annotations.NullMarked;
