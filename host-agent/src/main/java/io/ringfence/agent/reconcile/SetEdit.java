package io.ringfence.agent.reconcile;

import io.ringfence.agent.kernel.KernelSet;
import io.ringfence.agent.render.Names;
import io.ringfence.model.net.SetMember;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The edit that gives one set its wanted members.
 *
 * @param lines commands for {@code ipset restore}; empty when nothing differs
 */
public record SetEdit(KernelSet wanted, List<String> lines) {

    /**
     * The least that has to be done.
     *
     * @param observed null when there is no such set; its shape must be the wanted one's, a set of another shape has to be destroyed
     *     first (see {@link #mustBeDestroyed})
     * @param temporaryExists whether a set of the temporary name was left behind
     */
    public static SetEdit between(KernelSet wanted, @Nullable KernelSet observed, boolean temporaryExists) {
        List<String> lines = new ArrayList<>();
        if (wanted.equals(observed)) {
            return new SetEdit(wanted, lines);
        }
        if (observed == null) {
            create(wanted.name(), wanted, lines);
            return new SetEdit(wanted, lines);
        }
        List<SetMember> added = wanted.without(observed);
        if (replaces(observed, added.size())) {
            String temporary = Names.temporary(wanted.name());
            if (temporaryExists) {
                lines.add("destroy " + temporary);
            }
            create(temporary, wanted, lines);
            lines.add("swap " + temporary + " " + wanted.name());
            lines.add("destroy " + temporary);
        } else {
            observed.odd().forEach(member -> lines.add("del " + wanted.name() + " " + member));
            // First in, then out: who is a member before and after is one all the while, whatever blocks it stands in.
            added.forEach(member -> lines.add("add " + wanted.name() + " " + member));
            observed.without(wanted).forEach(member -> lines.add("del " + wanted.name() + " " + member));
        }
        return new SetEdit(wanted, lines);
    }

    /** Whether the set that stands under the wanted name is of another type or family: the kernel can neither fill nor swap it. */
    public static boolean mustBeDestroyed(KernelSet wanted, @Nullable KernelSet observed) {
        return observed != null && !observed.shape().equals(wanted.shape());
    }

    /** A set that is too small for old and new members together is replaced by a larger one; so is one that is too small by a foreign hand. */
    private static boolean replaces(KernelSet observed, int added) {
        return observed.size() + observed.odd().size() + added > observed.maxElements();
    }

    /** What the kernel holds after the edit: the wanted members in whatever room the set has. */
    public KernelSet after(@Nullable KernelSet observed) {
        int room =
                observed == null || replaces(observed, wanted.without(observed).size())
                        ? wanted.maxElements()
                        : observed.maxElements();
        return room == wanted.maxElements()
                ? wanted
                : new KernelSet(wanted.name(), wanted.shape(), room, wanted.parts(), List.of());
    }

    private static void create(String name, KernelSet set, List<String> lines) {
        lines.add("create " + name + " " + set.shape().type() + " family "
                + set.shape().family() + " maxelem " + set.maxElements());
        for (Set<SetMember> part : set.parts()) {
            for (SetMember member : part) {
                lines.add("add " + name + " " + member);
            }
        }
    }
}
