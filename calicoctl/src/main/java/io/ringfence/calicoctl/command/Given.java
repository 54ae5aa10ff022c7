package io.ringfence.calicoctl.command;

import io.ringfence.model.resource.Resource;
import io.ringfence.model.text.Place;
import java.util.List;

/**
 * A resource that a file holds.
 *
 * @param file as messages name it
 */
record Given(Resource resource, String file, Place place) {

    /** {@code FILE, document 1, line 3}. */
    String where() {
        return file + ", document " + place.document() + ", line " + place.line();
    }

    static List<Resource> resources(List<Given> given) {
        return given.stream().map(Given::resource).toList();
    }
}
