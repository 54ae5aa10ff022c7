@NullMarked
package io.ringfence.agent.docker.network;

import org.jspecify.annotations.NullMarked;
