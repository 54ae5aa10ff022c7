package io.ringfence.model.text;

import io.ringfence.model.resource.Resource;
import io.ringfence.model.validate.Problem;
import java.util.List;

/** What reading a text came to: all of it, or nothing. */
public sealed interface ReadResult {

    /**
     * At least one resource, in the order of the text. A key may occur more than once; that is the caller's to judge.
     *
     * @param places where each resource stands; as many as resources
     */
    record Accepted(List<Resource> resources, List<Place> places) implements ReadResult {
        public Accepted {
            resources = List.copyOf(resources);
            places = List.copyOf(places);
        }
    }

    /** At least one problem, those of the first bad document first. */
    record Refused(List<Problem> problems) implements ReadResult {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
