package io.ringfence.model.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.model.net.IcmpMatch;
import org.jspecify.annotations.Nullable;

/** ICMP's type and code in a rule. */
public final class IcmpFields {
    private IcmpFields() {}

    /**
     * Reads one; what is wrong is reported.
     *
     * @param coerces whether a text may stand for a number
     * @return null when the field is absent or is no match
     */
    public static @Nullable IcmpMatch read(Fields rule, String name, boolean coerces) {
        Tree tree = rule.take(name);
        if (tree == null) {
            return null;
        }
        try (Fields icmp = new Fields(rule.report(), rule.path(name), "ICMPFields", tree, coerces)) {
            Integer type = icmp.integer("type");
            Integer code = icmp.integer("code");
            if (type == null && code != null) {
                String reason = "ICMP code specified without an ICMP type";
                rule.report().invalid(tree, icmp.path("code"), "Code", code.toString(), reason);
                return null;
            }
            return new IcmpMatch(type, code);
        }
    }

    /** The other way. None leaves no field. */
    public static void write(ObjectNode rule, String name, @Nullable IcmpMatch icmp) {
        if (icmp != null) {
            ObjectNode inner = rule.putObject(name);
            if (icmp.type() != null) {
                inner.put("type", icmp.type());
            }
            if (icmp.code() != null) {
                inner.put("code", icmp.code());
            }
        }
    }
}
