package io.ringfence.store.commit.embedded;

import io.ringfence.store.commit.StoreContract;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Writes without end, several callers at once, and says which writes were acknowledged. To be killed. */
final class AcknowledgingProcess {
    static final int CALLERS = 4;

    private AcknowledgingProcess() {}

    /** Argument: the store's folder. Prints {@code caller number} after each acknowledgement. */
    public static void main(String[] arguments) {
        EmbeddedStore store = EmbeddedStore.open(Path.of(arguments[0]), InstantSource.system());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < CALLERS; caller++) {
                int name = caller;
                threads.execute(() -> {
                    for (int i = 0; ; i++) {
                        StoreContract.committed(
                                store, StoreContract.put(StoreContract.key("c" + name), Integer.toString(i)));
                        synchronized (System.out) {
                            System.out.println(name + " " + i);
                            System.out.flush();
                        }
                    }
                });
            }
        }
    }
}
