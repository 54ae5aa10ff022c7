package io.ringfence.store.publish;

import org.jspecify.annotations.Nullable;

/** This term of publishing ends; the next one begins with reading the topic again. */
final class PublishingException extends RuntimeException {
    PublishingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
