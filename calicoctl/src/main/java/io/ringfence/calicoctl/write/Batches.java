package io.ringfence.calicoctl.write;

import io.ringfence.model.resource.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Cuts a file into transactions small enough for any store, in the file's order. */
public final class Batches {
    /** A store that was started with its defaults takes 128 operations, of which a transaction needs a few for itself. */
    private static final int MAX_RESOURCES = 100;

    /** Below the 1.5 MiB that such a store takes in a request. One larger resource goes alone, and the store judges it. */
    private static final int MAX_BYTES = 1024 * 1024;

    private Batches() {}

    /** The same resources in the same order; no batch is empty. */
    public static List<List<Resource>> of(List<Resource> resources, ToIntFunction<Resource> size) {
        List<List<Resource>> batches = new ArrayList<>();
        List<Resource> batch = new ArrayList<>();
        int bytes = 0;
        for (Resource resource : resources) {
            int more = size.applyAsInt(resource);
            if (!batch.isEmpty() && (batch.size() == MAX_RESOURCES || bytes + more > MAX_BYTES)) {
                batches.add(List.copyOf(batch));
                batch.clear();
                bytes = 0;
            }
            batch.add(resource);
            bytes += more;
        }
        if (!batch.isEmpty()) {
            batches.add(List.copyOf(batch));
        }
        return batches;
    }
}
