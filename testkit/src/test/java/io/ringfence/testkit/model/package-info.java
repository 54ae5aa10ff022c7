/** The policy model under generated cases, which are made by this module and so cannot stand in the model's own. */
@NullMarked
package io.ringfence.testkit.model;

import org.jspecify.annotations.NullMarked;
