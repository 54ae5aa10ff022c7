package io.ringfence.gateway.view;

import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.Revision;

/**
 * One stored resource.
 *
 * @param revision of the write that gave it its present value
 */
public record Item(Resource resource, Revision revision) {}
