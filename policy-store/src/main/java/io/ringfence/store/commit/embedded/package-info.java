/**
 * The store in a file of its own, for standalone mode: H2's MVStore, one process at a time. In: transactions. Out: revisions and their
 * history. One thread owns the file's changing side; readers see the last version that reached the disk.
 *
 * <p>Always: nothing is told to anyone (result, read, watch) before the disk has it.
 */
@NullMarked
package io.ringfence.store.commit.embedded;

import org.jspecify.annotations.NullMarked;
