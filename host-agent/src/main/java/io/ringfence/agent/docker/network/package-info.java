/**
 * What the network driver decides: which requests are accepted, which profile a network gets, which endpoint a container, which names its
 * interfaces have, what of a crash's leftovers is to go.
 *
 * <p>In: the engine's requests as JSON trees, what the engine, the store and the kernel hold. Out: resources, replies, texts of refusal in
 * Calico's words. Core: pure, any thread. Always: nothing is removed on incomplete knowledge.
 */
@NullMarked
package io.ringfence.agent.docker.network;

import org.jspecify.annotations.NullMarked;
