package io.ringfence.agent.kernel;

import java.util.List;

/**
 * What a chain of the kernel's own holds of ours.
 *
 * @param ours text of our rules there, in order, as read
 * @param first whether the first rule of the chain is the first of ours
 * @param last whether the last rule of the chain is the last of ours
 */
public record Hook(List<String> ours, boolean first, boolean last) {
    /** Nothing of ours. */
    public static final Hook NONE = new Hook(List.of(), false, false);

    public Hook {
        ours = List.copyOf(ours);
    }
}
