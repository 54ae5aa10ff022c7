package io.ringfence.model.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.model.net.Port;
import io.ringfence.model.net.PortName;
import io.ringfence.model.net.PortRange;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lists of ports: numbers, and texts with a number, a range {@code "A:B"} or a name. Owner: one call. */
public final class PortFields {
    private static final Pattern RANGE = Pattern.compile("([^:]*):([^:]*)");

    private final Report report;

    private PortFields(Report report) {
        this.report = report;
    }

    /** The ports that can be read; the others are reported. Empty when the field is absent. */
    public static List<Port> read(Fields fields, String name) {
        PortFields reader = new PortFields(fields.report());
        return fields.list(name, "[]numorstring.Port", (item, path) -> reader.item(item, path, name));
    }

    /** The other way: a single port is a number, a range the text {@code "A:B"}, a name itself. No ports leave no field. */
    public static void write(ObjectNode object, String name, List<Port> ports) {
        if (!ports.isEmpty()) {
            ArrayNode array = object.putArray(name);
            for (Port port : ports) {
                if (port instanceof PortRange range && range.isSinglePort()) {
                    array.add(range.first());
                } else {
                    array.add(port.toString());
                }
            }
        }
    }

    private @Nullable Port item(Tree item, Path path, String name) {
        if (item instanceof Tree.Scalar scalar) {
            if (scalar.type() == Tree.Type.INTEGER) {
                return port(scalar, path, scalar.text(), "invalid port format (" + scalar.text() + ")");
            }
            if (scalar.type() == Tree.Type.STRING) {
                return PortName.parse(scalar.text())
                        .<Port>map(Function.identity())
                        .orElseGet(() -> range(scalar, path));
            }
        }
        report.wrongType(item, path, "EntityRule." + name, "numorstring.Port");
        return null;
    }

    private @Nullable PortRange range(Tree.Scalar scalar, Path path) {
        String text = scalar.text();
        Matcher parts = RANGE.matcher(text);
        if (!parts.matches()) {
            return port(scalar, path, text, "invalid port format (" + text + ")");
        }
        PortRange first = port(scalar, path, parts.group(1), "invalid minimum port number in range (" + text + ")");
        if (first == null) {
            return null;
        }
        PortRange last = port(scalar, path, parts.group(2), "invalid maximum port number in range (" + text + ")");
        if (last == null) {
            return null;
        }
        if (first.first() > last.first()) {
            report.malformed(
                    scalar,
                    path,
                    "minimum port number (" + first.first() + ") is greater than maximum port number (" + last.first()
                            + ") in port range");
            return null;
        }
        return new PortRange(first.first(), last.first());
    }

    private @Nullable PortRange port(Tree.Scalar scalar, Path path, String text, String otherwise) {
        Integer number = Text.isDecimal(text) ? smallNumber(text) : null;
        if (number == null || number < 0 || number > 65535) {
            report.malformed(scalar, path, otherwise);
            return null;
        }
        return PortRange.of(number);
    }

    /** The value of a decimal that fits in six characters, which is all that protocols and ports need; else null. */
    static @Nullable Integer smallNumber(String text) {
        return text.length() > 6 ? null : Integer.valueOf(text);
    }
}
