/**
 * Named gateways in a file of the user's: which there are, and which is current. Shell as far as the file goes; owner: the thread of the
 * run.
 */
@NullMarked
package io.ringfence.calicoctl.context;

import org.jspecify.annotations.NullMarked;
