package io.ringfence.model.text;

import io.ringfence.model.resource.Resource;
import io.ringfence.model.validate.Problem;
import java.util.List;

/** What reading a text came to: all of it, or nothing. */
public sealed interface ReadResult {

    /** At least one resource, in the order of the text. A key may occur more than once; that is the caller's to judge. */
    record Accepted(List<Resource> resources) implements ReadResult {
        public Accepted {
            resources = List.copyOf(resources);
        }
    }

    /** At least one problem, those of the first bad document first. */
    record Refused(List<Problem> problems) implements ReadResult {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
