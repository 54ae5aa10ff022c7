/**
 * The store in etcd. In: transactions. Out: revisions and their history. A shell around jetcd; callers' threads block for answers,
 * watches and campaigns have their own.
 *
 * <p>Always: nothing relies on jetcd to resume or repeat: a watch that breaks is begun anew after the last revision told (jetcd's own
 * resumption begins at the newest revision that it has heard of, and so leaves a gap), and a transaction whose answer is lost is looked
 * up by the id in its mark.
 */
@NullMarked
package io.ringfence.store.commit.etcd;

import org.jspecify.annotations.NullMarked;
