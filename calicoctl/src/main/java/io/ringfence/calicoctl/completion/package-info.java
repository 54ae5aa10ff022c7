/** What a shell may offer for the word that is being typed. In: the words so far. Out: where its completions come from. Pure; any thread. */
@NullMarked
package io.ringfence.calicoctl.completion;

import org.jspecify.annotations.NullMarked;
