package io.ringfence.model.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names one resource everywhere: in the store, as a record key on {@code policy.events}, in paths. Text form
 * {@code policy/databases} or {@code workloadEndpoint/host-1/docker/db/eth0}; inside a part {@code %} is {@code %25} and {@code /} is
 * {@code %2f}, so the text splits without doubt. Sorts by kind, then text.
 *
 * @param path the identity's parts, escaped, joined by {@code /}; as many as the kind has
 */
public record ResourceKey(Kind kind, String path) implements Comparable<ResourceKey> {

    /** Throws {@link IllegalArgumentException} when the number of parts is not the kind's, or one is empty. */
    public ResourceKey {
        int parts = 1;
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '/') {
                parts++;
            }
        }
        if (parts != kind.identity().size()
                || path.isEmpty()
                || path.startsWith("/")
                || path.endsWith("/")
                || path.contains("//")) {
            throw new IllegalArgumentException("not a " + kind.text() + " key: " + path);
        }
    }

    /** From the plain, unescaped parts in the order of {@link Kind#identity()}. */
    public static ResourceKey of(Kind kind, String... parts) {
        if (parts.length == 1) {
            return new ResourceKey(kind, escape(parts[0]));
        }
        StringBuilder path = new StringBuilder();
        for (String part : parts) {
            if (!path.isEmpty()) {
                path.append('/');
            }
            path.append(escape(part));
        }
        return new ResourceKey(kind, path.toString());
    }

    /** Reads the text form; empty when it is none. */
    public static Optional<ResourceKey> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        try {
            return Kind.byText(text.substring(0, slash)).map(kind -> new ResourceKey(kind, text.substring(slash + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The plain parts, in the order of {@link Kind#identity()}. */
    public List<String> parts() {
        List<String> parts = new ArrayList<>(kind.identity().size());
        for (String part : path.split("/", -1)) {
            parts.add(part.replace("%2f", "/").replace("%25", "%"));
        }
        return parts;
    }

    /** As messages name it: {@code WorkloadEndpoint(node=n, orchestrator=o, workload=w, name=x)}. */
    public String identifier() {
        StringBuilder text = new StringBuilder(kind.title()).append('(');
        List<String> parts = parts();
        for (int i = 0; i < parts.size(); i++) {
            text.append(i == 0 ? "" : ", ")
                    .append(kind.identity().get(i))
                    .append('=')
                    .append(parts.get(i));
        }
        return text.append(')').toString();
    }

    /** One part as it stands in {@link #path()}. */
    public static String escape(String part) {
        return part.indexOf('%') < 0 && part.indexOf('/') < 0
                ? part
                : part.replace("%", "%25").replace("/", "%2f");
    }

    /** Whether a part, as a segment of a path, would lead to what is there already or above it: no resource can have it. */
    public static boolean leadsElsewhere(String part) {
        return part.equals(".") || part.equals("..");
    }

    // Written out, here and in Cidr: tables of a million of these are filled before the JVM has compiled what a record
    // would get.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ResourceKey(Kind kindOfOther, String pathOfOther)
                && kind == kindOfOther
                && path.equals(pathOfOther);
    }

    @Override
    public int hashCode() {
        return 31 * kind.text().hashCode() + path.hashCode();
    }

    @Override
    public int compareTo(ResourceKey other) {
        int order = kind.compareTo(other.kind);
        return order == 0 ? path.compareTo(other.path) : order;
    }

    @Override
    public String toString() {
        return kind.text() + "/" + path;
    }
}
