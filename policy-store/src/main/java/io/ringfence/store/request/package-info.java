/**
 * The way in, for the gateways. In: HTTP. Out: answers, and transactions for the decide and commit rooms. A shell; requests are taken and
 * answered on the server's event loop and worked on by virtual threads in between.
 *
 * <p>Always: what is not understood whole is refused whole; an answer says no more than is known: a transaction whose outcome is not
 * known is never called failed. A dry run is decided as the transaction would be, and ends there: it takes neither revision nor lock.
 */
@NullMarked
package io.ringfence.store.request;

import org.jspecify.annotations.NullMarked;
