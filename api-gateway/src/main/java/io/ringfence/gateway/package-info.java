/**
 * The way in. Joins the rooms to one service: {@code intake} feeds {@code view}, {@code status} and {@code events} from the topics,
 * {@code rest} answers from them and sends writes through {@code request} and {@code forward} to policy-store. One event loop, the
 * gateway's context, owns all of it; nothing is stored.
 */
@NullMarked
package io.ringfence.gateway;

import org.jspecify.annotations.NullMarked;
