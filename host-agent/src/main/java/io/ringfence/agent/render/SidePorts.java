package io.ringfence.agent.render;

import io.ringfence.log.record.IpSetId;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.net.PortRange;
import java.util.ArrayList;
import java.util.List;

/** The ports that a rule names on one side: by number, and as sets of ports at addresses. */
record SidePorts(List<PortRange> numbers, List<IpSetId> sets) {
    /**
     * A match for each chunk of numbers and each set; empty for no ports.
     *
     * @param not {@code "! "} or empty
     * @param direction {@code src} or {@code dst}
     */
    List<String> matches(IpVersion version, String not, String direction) {
        String option = direction.equals("src") ? "--sports " : "--dports ";
        List<String> matches = new ArrayList<>();
        Ports.chunks(numbers).forEach(chunk -> matches.add("-m multiport " + not + option + chunk));
        for (IpSetId id : sets) {
            matches.add("-m set " + not + "--match-set " + Names.set(version, id) + " " + direction + "," + direction);
        }
        return matches;
    }
}
