package io.ringfence.e2e.demo;

import java.util.List;

/**
 * A scene of the demo.
 *
 * @param transcript the commands
 * @param cast who plays what, in the order of the workloads' numbers
 */
record Step(String title, Transcript transcript, List<Role> cast, Expectations expectations) {
    Step {
        cast = List.copyOf(cast);
    }
}
