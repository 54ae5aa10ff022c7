package io.ringfence.store.commit;

import org.jspecify.annotations.Nullable;

/** The store does not answer in time. Transient; nothing was changed. */
public final class StoreUnavailableException extends RuntimeException {
    public StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
