package io.ringfence.agent.kernel;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.net.SetMember;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A set of ours, one family: blocks of addresses, or ports at addresses.
 *
 * @param name as in the kernel
 * @param shape what it must be created as; a set of another shape is replaced, not filled
 * @param maxElements how many members the kernel lets in; in a wanted set the least that will do
 * @param parts its members in disjoint parts. A part that did not change is the same object in the next version of the set, so that
 *     two versions of a set of 100,000 members are compared by what changed
 * @param odd members as read that no wanted set can hold (flags, timeouts), in the kernel's words; empty in a wanted set
 */
public record KernelSet(String name, Shape shape, int maxElements, List<Set<SetMember>> parts, List<String> odd) {
    /** What begins the name of a set of ours. */
    public static final String PREFIX_V4 = "rf4-";

    public static final String PREFIX_V6 = "rf6-";

    /** What begins the name of a set that exists only while another is being replaced. */
    public static final String TEMPORARY_V4 = "rf4t-";

    public static final String TEMPORARY_V6 = "rf6t-";

    /** What the kernel grants when it is not told. */
    public static final int DEFAULT_MAX_ELEMENTS = 65536;

    public KernelSet {
        parts = List.copyOf(parts);
        odd = List.copyOf(odd);
    }

    /**
     * What the kernel cannot change of a set once it is there.
     *
     * @param type {@code hash:net}, or {@code hash:ip,port} for ports at addresses
     * @param family {@code inet} or {@code inet6}
     */
    public record Shape(String type, String family) {
        /** A set of blocks. */
        public static Shape ofNets(IpVersion version) {
            return new Shape("hash:net", family(version));
        }

        /** A set of ports at addresses. */
        public static Shape ofPorts(IpVersion version) {
            return new Shape("hash:ip,port", family(version));
        }

        private static String family(IpVersion version) {
            return version == IpVersion.V4 ? "inet" : "inet6";
        }
    }

    /** A wanted set of blocks. The kernel knows no prefix 0 in such a set, so everything becomes two halves. */
    public static KernelSet ofNets(String name, IpVersion version, List<Set<SetMember>> parts) {
        List<Set<SetMember>> real = parts;
        for (Set<SetMember> part : parts) {
            if (part.contains(new Cidr(version, 0, 0, 0))) {
                real = List.of(halved(version, parts));
                break;
            }
        }
        return wanted(name, Shape.ofNets(version), real);
    }

    /** A wanted set of ports at addresses. */
    public static KernelSet ofPorts(String name, IpVersion version, List<Set<SetMember>> parts) {
        return wanted(name, Shape.ofPorts(version), parts);
    }

    private static KernelSet wanted(String name, Shape shape, List<Set<SetMember>> parts) {
        long size = parts.stream().mapToLong(Set::size).sum();
        return new KernelSet(name, shape, roomFor(size), parts, List.of());
    }

    private static Set<SetMember> halved(IpVersion version, List<Set<SetMember>> parts) {
        Set<SetMember> all = new HashSet<>();
        parts.forEach(all::addAll);
        all.remove(new Cidr(version, 0, 0, 0));
        all.add(new Cidr(version, 0, 0, 1));
        all.add(version == IpVersion.V4 ? new Cidr(version, 0, 1L << 31, 1) : new Cidr(version, 1L << 63, 0, 1));
        return all;
    }

    /** The default, or a power of two with room to grow by half, so that a growing set is not replaced at every step. */
    static int roomFor(long size) {
        long room = DEFAULT_MAX_ELEMENTS;
        while (room < size + size / 2 && size > DEFAULT_MAX_ELEMENTS) {
            room *= 2;
        }
        return Math.toIntExact(Math.min(room, 1 << 30));
    }

    public long size() {
        long size = 0;
        for (Set<SetMember> part : parts) {
            size += part.size();
        }
        return size;
    }

    public boolean contains(SetMember member) {
        for (Set<SetMember> part : parts) {
            if (part.contains(member)) {
                return true;
            }
        }
        return false;
    }

    /** Members of this one that {@code other} lacks. Cost: the parts, and the members of those that differ. */
    public List<SetMember> without(KernelSet other) {
        Set<Set<SetMember>> same = java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());
        same.addAll(other.parts);
        Set<SetMember> flat = null;
        List<SetMember> missing = new ArrayList<>();
        for (Set<SetMember> part : parts) {
            if (same.contains(part)) {
                continue;
            }
            for (SetMember member : part) {
                if (flat == null && other.parts.size() > 4 && part.size() > 512) {
                    flat = new HashSet<>();
                    other.parts.forEach(flat::addAll);
                }
                if (flat == null ? !other.contains(member) : !flat.contains(member)) {
                    missing.add(member);
                }
            }
        }
        return missing;
    }
}
