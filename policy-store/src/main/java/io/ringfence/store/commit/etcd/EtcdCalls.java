package io.ringfence.store.commit.etcd;

import io.etcd.jetcd.common.exception.CompactedException;
import io.etcd.jetcd.common.exception.ErrorCode;
import io.etcd.jetcd.common.exception.EtcdException;
import io.ringfence.store.commit.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting for etcd, and what its errors mean. */
final class EtcdCalls {
    private EtcdCalls() {}

    /** Waits for an answer. Throws {@link StoreUnavailableException} with what went wrong as its cause. */
    static <T> T await(CompletableFuture<T> answer, Duration patience) {
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            Throwable cause = cause(e);
            throw new StoreUnavailableException("etcd: " + cause.getMessage(), cause);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new StoreUnavailableException("etcd did not answer within " + patience.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted", e);
        }
    }

    /** etcd's own error, from whatever wraps it. */
    static Throwable cause(Throwable error) {
        for (Throwable each = error; each != null; each = each.getCause()) {
            if (each instanceof EtcdException) {
                return each;
            }
        }
        return error.getCause() == null ? error : error.getCause();
    }

    /** The request or the response is larger than one of the sides takes. */
    static boolean isTooLarge(Throwable error) {
        String message = String.valueOf(cause(error).getMessage());
        return message.contains("request is too large")
                || message.contains("too many operations")
                || message.contains("larger than max")
                || message.contains("exceeds maximum size");
    }

    static boolean isCompacted(Throwable error) {
        return cause(error) instanceof CompactedException
                || String.valueOf(cause(error).getMessage()).contains("has been compacted");
    }

    /** etcd has refused the request and will not carry it out. Of all other errors one cannot know. */
    static boolean isRefusal(Throwable error) {
        if (!(cause(error) instanceof EtcdException etcd)) {
            return false;
        }
        ErrorCode code = etcd.getErrorCode();
        return code == ErrorCode.INVALID_ARGUMENT
                || code == ErrorCode.RESOURCE_EXHAUSTED
                || code == ErrorCode.PERMISSION_DENIED
                || code == ErrorCode.UNAUTHENTICATED
                || code == ErrorCode.UNIMPLEMENTED;
    }
}
