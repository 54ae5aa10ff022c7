package io.ringfence.model.text;

import io.ringfence.model.resource.Resource;
import org.jspecify.annotations.Nullable;

/** Another form of document that means our resources. Stateless; any thread. */
public interface Dialect {
    /** What its documents say as {@code apiVersion}; never that of v1. */
    String apiVersion();

    /**
     * The resource that the document means. Whatever it cannot mean exactly is reported, an unknown kind too; a criterion that were
     * passed over would widen a rule. The caller validates the resource.
     *
     * @param kind what the document says, or the list that it is an item of
     * @return null or a stand-in when anything was reported
     */
    @Nullable
    Resource bind(String kind, Tree tree, Path path, Report report);
}
