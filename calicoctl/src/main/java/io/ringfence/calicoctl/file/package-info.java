/** Why a file cannot be used, in words for people. In: the exceptions of the JDK and the libraries. Out: one line. Any thread. */
@NullMarked
package io.ringfence.calicoctl.file;

import org.jspecify.annotations.NullMarked;
