package io.ringfence.agent.observe;

import io.ringfence.agent.kernel.KernelSet;
import io.ringfence.model.net.SetMember;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code ipset save}. */
public final class SetParser {
    private SetParser() {}

    /**
     * Our sets by name, temporary ones too, each with one part.
     *
     * @throws UnreadableException when the text is no save
     */
    public static Map<String, KernelSet> parse(String save) {
        Map<String, Reading> readings = new HashMap<>();
        int start = 0;
        while (start < save.length()) {
            int end = save.indexOf('\n', start);
            if (end < 0) {
                throw new UnreadableException("ipset save ends early");
            }
            line(save.substring(start, end), readings);
            start = end + 1;
        }
        Map<String, KernelSet> sets = new HashMap<>();
        readings.forEach((name, reading) -> sets.put(name, reading.set(name)));
        return sets;
    }

    private static void line(String line, Map<String, Reading> readings) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        List<String> words = List.of(line.split(" ", -1));
        if (words.size() < 3) {
            throw new UnreadableException("not ipset save: " + line);
        }
        String name = words.get(1);
        if (!isOurs(name)) {
            return;
        }
        switch (words.getFirst()) {
            case "create" -> readings.put(name, new Reading(words));
            case "add" -> {
                Reading reading = readings.get(name);
                if (reading == null) {
                    throw new UnreadableException("ipset save adds to a set it did not create: " + line);
                }
                Optional<? extends SetMember> member =
                        words.size() == 3 ? Members.parse(words.get(2)) : Optional.empty();
                member.ifPresentOrElse(reading.members::add, () -> reading.odd.add(words.get(2)));
            }
            default -> throw new UnreadableException("not ipset save: " + line);
        }
    }

    private static boolean isOurs(String name) {
        return name.startsWith(KernelSet.PREFIX_V4)
                || name.startsWith(KernelSet.PREFIX_V6)
                || name.startsWith(KernelSet.TEMPORARY_V4)
                || name.startsWith(KernelSet.TEMPORARY_V6);
    }

    /** One set while it is read. */
    private static final class Reading {
        final String type;
        final String family;
        final int maxElements;
        final Set<SetMember> members = new HashSet<>();
        final List<String> odd = new ArrayList<>();

        Reading(List<String> create) {
            type = create.get(2);
            family = valueOf(create, "family", "");
            try {
                maxElements = Integer.parseInt(valueOf(create, "maxelem", "0"));
            } catch (NumberFormatException e) {
                throw new UnreadableException("not ipset save: " + create);
            }
        }

        private static String valueOf(List<String> words, String key, String otherwise) {
            int at = words.indexOf(key);
            return at < 0 || at + 1 >= words.size() ? otherwise : words.get(at + 1);
        }

        KernelSet set(String name) {
            return new KernelSet(name, new KernelSet.Shape(type, family), maxElements, List.of(members), odd);
        }
    }
}
