package io.ringfence.model.text;

import io.ringfence.model.net.Cidr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one mapping, taken one by one by name; {@link #close} reports what nobody took. Names match in upper and lower case
 * alike; of two spellings the later is taken and the earlier reported. Each getter reports a value of the wrong type and returns what
 * an absent field returns.
 */
public final class Fields implements AutoCloseable {
    private final Report report;
    private final Path path;
    private final String struct;
    private final List<Tree.Entry> entries;
    private final boolean[] taken;
    private final boolean coerces;

    /**
     * @param struct name of the structure in messages
     * @param tree a mapping; null and an explicit null have no fields
     * @param coerces whether numbers and booleans may stand for text
     */
    public Fields(Report report, Path path, String struct, @Nullable Tree tree, boolean coerces) {
        this.report = report;
        this.path = path;
        this.struct = struct;
        this.coerces = coerces;
        if (tree instanceof Tree.Mapping mapping) {
            entries = mapping.entries();
        } else {
            entries = List.of();
            if (tree != null && !isNull(tree)) {
                String field = path.nearestName();
                report.wrongType(tree, path, field.isEmpty() ? struct : field, struct);
            }
        }
        taken = new boolean[entries.size()];
    }

    /** The structure in a field of this one. */
    public Fields structure(String name, String type) {
        return new Fields(report, path.field(name), type, take(name), coerces);
    }

    /** The value; null when it is absent or null. */
    @Nullable
    public Tree take(String name) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (!taken[i] && entries.get(i).key().equalsIgnoreCase(name)) {
                taken[i] = true;
                Tree value = entries.get(i).value();
                return isNull(value) ? null : value;
            }
        }
        return null;
    }

    public Path path(String name) {
        return path.field(name);
    }

    public Report report() {
        return report;
    }

    /** The text; empty when absent. */
    public String text(String name) {
        String text = optionalText(name);
        return text == null ? "" : text;
    }

    /** The text; null when absent or empty. */
    @Nullable
    public String optionalText(String name) {
        Tree tree = take(name);
        String text = tree == null ? null : text(tree, path(name), struct + "." + name);
        return text == null || text.isEmpty() ? null : text;
    }

    public List<String> texts(String name) {
        return list(name, "[]string", (item, itemPath) -> text(item, itemPath, struct + "." + name));
    }

    public Map<String, String> textMap(String name) {
        Tree tree = take(name);
        if (tree == null) {
            return Map.of();
        }
        if (!(tree instanceof Tree.Mapping mapping)) {
            report.wrongType(tree, path(name), struct + "." + name, "map[string]string");
            return Map.of();
        }
        Map<String, String> map = new LinkedHashMap<>();
        for (Tree.Entry entry : mapping.entries()) {
            String value = isNull(entry.value())
                    ? ""
                    : text(entry.value(), path(name).field(entry.key()), struct + "." + name);
            map.put(entry.key(), value == null ? "" : value);
        }
        return map;
    }

    public boolean flag(String name) {
        Tree tree = take(name);
        if (tree == null) {
            return false;
        }
        if (tree instanceof Tree.Scalar scalar && scalar.type() == Tree.Type.BOOLEAN) {
            return scalar.text().equals("true");
        }
        report.wrongType(tree, path(name), struct + "." + name, "bool");
        return false;
    }

    @Nullable
    public Integer integer(String name) {
        Tree tree = take(name);
        if (tree == null) {
            return null;
        }
        Integer value = tree instanceof Tree.Scalar scalar ? decimal(scalar) : null;
        if (value == null) {
            report.wrongType(tree, path(name), struct + "." + name, "int");
        }
        return value;
    }

    @Nullable
    public Double number(String name) {
        Tree tree = take(name);
        if (tree == null) {
            return null;
        }
        if (tree instanceof Tree.Scalar scalar
                && (scalar.type() == Tree.Type.FLOAT || Text.isDecimal(scalar.text()))
                && scalar.type() != Tree.Type.STRING) {
            double value = Double.parseDouble(scalar.text());
            if (Double.isFinite(value)) {
                return value;
            }
        }
        report.wrongType(tree, path(name), struct + "." + name, "float64");
        return null;
    }

    /** An address block; null when absent. */
    @Nullable
    public Cidr block(String name) {
        Tree tree = take(name);
        return tree == null ? null : block(tree, path(name), name);
    }

    public List<Cidr> blocks(String name) {
        return list(name, "[]net.IPNet", (item, itemPath) -> block(item, itemPath, name));
    }

    /** One address, without a prefix length; null when absent. */
    @Nullable
    public Cidr address(String name) {
        Tree tree = take(name);
        return tree == null ? null : address(tree, path(name), name);
    }

    public List<Cidr> addresses(String name) {
        return list(name, "[]net.IP", (item, itemPath) -> address(item, itemPath, name));
    }

    /** Each item by {@code read}, which returns null for what it has reported. */
    public <T> List<T> list(String name, String type, BiFunction<Tree, Path, @Nullable T> read) {
        Tree tree = take(name);
        if (tree == null) {
            return List.of();
        }
        if (!(tree instanceof Tree.Sequence sequence)) {
            report.wrongType(tree, path(name), struct + "." + name, type);
            return List.of();
        }
        List<T> items = new ArrayList<>(sequence.items().size());
        for (int i = 0; i < sequence.items().size(); i++) {
            T item = read.apply(sequence.items().get(i), path(name).item(i));
            if (item != null) {
                items.add(item);
            }
        }
        return items;
    }

    private @Nullable Cidr block(Tree tree, Path where, String name) {
        if (!(tree instanceof Tree.Scalar scalar) || scalar.type() != Tree.Type.STRING) {
            report.wrongType(tree, where, struct + "." + name, "net.IPNet");
            return null;
        }
        Cidr block = Cidr.parse(scalar.text()).orElse(null);
        if (block == null) {
            report.malformed(scalar, where, "invalid CIDR address: " + scalar.text());
        }
        return block;
    }

    private @Nullable Cidr address(Tree tree, Path where, String name) {
        if (!(tree instanceof Tree.Scalar scalar) || scalar.type() != Tree.Type.STRING) {
            report.wrongType(tree, where, struct + "." + name, "net.IP");
            return null;
        }
        Cidr address = scalar.text().indexOf('/') >= 0
                ? null
                : Cidr.parse(scalar.text()).orElse(null);
        if (address == null) {
            report.malformed(scalar, where, "invalid IP address: " + scalar.text());
        }
        return address;
    }

    private @Nullable String text(Tree tree, Path where, String field) {
        if (tree instanceof Tree.Scalar scalar
                && (scalar.type() == Tree.Type.STRING || (coerces && scalar.type() != Tree.Type.NULL))) {
            return scalar.text();
        }
        report.wrongType(tree, where, field, "string");
        return null;
    }

    /** The value of an integer written in decimal; null for all else. */
    public static @Nullable Integer decimal(Tree.Scalar scalar) {
        if (scalar.type() != Tree.Type.INTEGER || !Text.isDecimal(scalar.text())) {
            return null;
        }
        try {
            return Integer.valueOf(scalar.text());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Whether the value is an explicit null. */
    public static boolean isNull(Tree tree) {
        return tree instanceof Tree.Scalar scalar && scalar.type() == Tree.Type.NULL;
    }

    @Override
    public void close() {
        for (int i = 0; i < taken.length; i++) {
            if (!taken[i]) {
                report.unknown(entries.get(i), path.field(entries.get(i).key()));
            }
        }
    }
}
