package io.ringfence.compiler.publish;

/** A batch could not be written, and what the topic holds of it has to be read before anything else is. */
final class PublishFailedException extends Exception {
    PublishFailedException(RuntimeException cause) {
        super(cause);
    }
}
