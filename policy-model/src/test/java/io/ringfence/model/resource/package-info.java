@NullMarked
package io.ringfence.model.resource;

import org.jspecify.annotations.NullMarked;
