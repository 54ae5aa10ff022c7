/**
 * Core: says which policies and profiles govern each workload endpoint, in which order, and what a shard therefore needs.
 *
 * <p>In: changed policies, profiles and tiers, and what moved in or out of their selectors. Out: a rule set for each endpoint of the owned
 * shards, and for each shard the policies, profiles and sets that these rule sets need. Owner: the compiler's thread. Always: endpoints
 * with equal lists share one rule set; what no endpoint of a shard needs is not needed in that shard.
 */
@NullMarked
package io.ringfence.compiler.resolve;

import org.jspecify.annotations.NullMarked;
