package io.ringfence.model.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.model.net.PortName;
import io.ringfence.model.net.Protocol;
import io.ringfence.model.resource.EndpointPort;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The named ports of an endpoint: {@code [{name, protocol, port}]}. */
public final class EndpointPortFields {
    private EndpointPortFields() {}

    /**
     * Reads the field {@code ports}; what is wrong is reported.
     *
     * @param protocol reads the field of that name as the document's version spells protocols; null for what it has reported
     */
    public static List<EndpointPort> read(
            Fields spec, boolean coerces, BiFunction<Fields, String, @Nullable Protocol> protocol) {
        return spec.list("ports", "[]EndpointPort", (item, path) -> {
            try (Fields fields = new Fields(spec.report(), path, "EndpointPort", item, coerces)) {
                if (!(item instanceof Tree.Mapping mapping)) {
                    return null;
                }
                PortName name = name(fields, mapping);
                Protocol spoken = protocol(fields, mapping, protocol);
                Integer number = number(fields, mapping);
                return name == null || spoken == null || number == null ? null : new EndpointPort(name, spoken, number);
            }
        });
    }

    /**
     * The other way. No ports leave no field.
     *
     * @param protocol the document's version's spelling
     */
    public static void write(ObjectNode spec, List<EndpointPort> ports, Function<Protocol, String> protocol) {
        if (!ports.isEmpty()) {
            ArrayNode array = spec.putArray("ports");
            for (EndpointPort port : ports) {
                array.addObject()
                        .put("name", port.name().text())
                        .put("protocol", protocol.apply(port.protocol()))
                        .put("port", port.port());
            }
        }
    }

    private static @Nullable PortName name(Fields fields, Tree.Mapping item) {
        String text = fields.text("name");
        PortName name = PortName.parse(text).orElse(null);
        if (name == null) {
            String reason = "a port's name has 1 to 128 letters, digits, '_', '.' and '-', and a letter among them";
            fields.report().invalid(item, fields.path("name"), "Name", text, reason);
        }
        return name;
    }

    private static @Nullable Protocol protocol(
            Fields fields, Tree.Mapping item, BiFunction<Fields, String, @Nullable Protocol> read) {
        Protocol protocol = read.apply(fields, "protocol");
        if (protocol == null ? isAbsent(item, "protocol") : !protocol.hasPorts()) {
            fields.report()
                    .invalid(
                            item,
                            fields.path("protocol"),
                            "EndpointPort.Protocol",
                            protocol == null ? "" : protocol.toString(),
                            "EndpointPort protocol does not support ports.");
            return null;
        }
        return protocol;
    }

    private static @Nullable Integer number(Fields fields, Tree.Mapping item) {
        Integer number = fields.integer("port");
        if (number == null ? isAbsent(item, "port") : number < 1 || number > 65535) {
            String text = number == null ? "" : number.toString();
            fields.report().invalid(item, fields.path("port"), "Port", text, "port number must be between 1 and 65535");
            return null;
        }
        return number;
    }

    private static boolean isAbsent(Tree.Mapping item, String name) {
        Tree value = item.find(name);
        return value == null || Fields.isNull(value);
    }
}
