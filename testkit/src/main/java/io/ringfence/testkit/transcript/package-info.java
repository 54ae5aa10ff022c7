/**
 * Golden transcripts of a command line: files of what is typed and seen. Pure; any thread.
 *
 * <p>In: the text of a file. Out: steps, and the text that a real run of them makes, to be compared with the file.
 */
@NullMarked
package io.ringfence.testkit.transcript;

import org.jspecify.annotations.NullMarked;
