package io.ringfence.log.record;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.model.net.IcmpMatch;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.net.PortRange;
import io.ringfence.model.net.Protocol;
import io.ringfence.model.rule.Action;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** JSON of {@link ShardRule}. */
final class RuleJson {
    private static final Pattern SET_ID = Pattern.compile("[sp][A-Za-z0-9_-]{22}");
    private static final Pattern PORTS = Pattern.compile("(\\d{1,5})(?::(\\d{1,5}))?");

    private RuleJson() {}

    static void write(JsonGenerator json, String name, List<ShardRule> rules) throws IOException {
        if (rules.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(name);
        for (ShardRule rule : rules) {
            json.writeStartObject();
            json.writeStringField("action", text(rule.action()));
            if (rule.ipVersion() != null) {
                json.writeNumberField("ipVersion", rule.ipVersion().number());
            }
            protocol(json, "protocol", rule.protocol());
            protocol(json, "notProtocol", rule.notProtocol());
            icmp(json, "icmp", rule.icmp());
            icmp(json, "notIcmp", rule.notIcmp());
            side(json, "source", rule.source());
            side(json, "destination", rule.destination());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void protocol(JsonGenerator json, String name, @Nullable Protocol protocol) throws IOException {
        if (protocol != null) {
            json.writeNumberField(name, protocol.number());
        }
    }

    private static void icmp(JsonGenerator json, String name, @Nullable IcmpMatch icmp) throws IOException {
        if (icmp == null) {
            return;
        }
        json.writeObjectFieldStart(name);
        if (icmp.type() != null) {
            json.writeNumberField("type", icmp.type());
        }
        if (icmp.code() != null) {
            json.writeNumberField("code", icmp.code());
        }
        json.writeEndObject();
    }

    private static void side(JsonGenerator json, String name, ShardRule.Side side) throws IOException {
        if (side.equals(ShardRule.Side.ANY)) {
            return;
        }
        json.writeObjectFieldStart(name);
        Json.members(json, "nets", side.nets());
        Json.texts(json, "sets", side.sets());
        Json.texts(json, "ports", side.ports());
        Json.texts(json, "portSets", side.portSets());
        Json.members(json, "notNets", side.notNets());
        Json.texts(json, "notSets", side.notSets());
        Json.texts(json, "notPorts", side.notPorts());
        Json.texts(json, "notPortSets", side.notPortSets());
        json.writeEndObject();
    }

    static ShardRule read(JsonFields fields) {
        return new ShardRule(
                fields.parsed("action", RuleJson::action),
                ipVersion(fields.optionalNumber("ipVersion")),
                protocol(fields.optionalNumber("protocol")),
                protocol(fields.optionalNumber("notProtocol")),
                fields.optionalObject("icmp", RuleJson::icmp),
                fields.optionalObject("notIcmp", RuleJson::icmp),
                orAny(fields.optionalObject("source", RuleJson::side)),
                orAny(fields.optionalObject("destination", RuleJson::side)));
    }

    static String text(Action action) {
        return action.name().toLowerCase(Locale.ROOT);
    }

    static Action action(String text) {
        for (Action action : Action.values()) {
            if (text(action).equals(text)) {
                return action;
            }
        }
        throw new IllegalArgumentException("no such action: " + text);
    }

    static IpSetId setId(String text) {
        if (!SET_ID.matcher(text).matches()) {
            throw new IllegalArgumentException("not the id of a set: " + text);
        }
        return new IpSetId(text);
    }

    private static IpSetId addressSetId(String text) {
        return ofKind(setId(text), false);
    }

    private static IpSetId portSetId(String text) {
        return ofKind(setId(text), true);
    }

    private static IpSetId ofKind(IpSetId id, boolean ports) {
        if (id.holdsPorts() != ports) {
            throw new IllegalArgumentException((ports ? "not a set of ports: " : "not a set of addresses: ") + id);
        }
        return id;
    }

    private static ShardRule.Side orAny(ShardRule.@Nullable Side side) {
        return side == null ? ShardRule.Side.ANY : side;
    }

    private static ShardRule.Side side(JsonFields fields) {
        return new ShardRule.Side(
                fields.cidrs("nets"),
                fields.parsedList("sets", RuleJson::addressSetId),
                fields.parsedList("ports", RuleJson::ports),
                fields.parsedList("portSets", RuleJson::portSetId),
                fields.cidrs("notNets"),
                fields.parsedList("notSets", RuleJson::addressSetId),
                fields.parsedList("notPorts", RuleJson::ports),
                fields.parsedList("notPortSets", RuleJson::portSetId));
    }

    private static PortRange ports(String text) {
        var matcher = PORTS.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a port or range: " + text);
        }
        int first = Integer.parseInt(matcher.group(1));
        return new PortRange(first, matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2)));
    }

    private static @Nullable IpVersion ipVersion(@Nullable Long number) {
        if (number == null) {
            return null;
        }
        for (IpVersion version : IpVersion.values()) {
            if (version.number() == number) {
                return version;
            }
        }
        throw new JsonFields.Unreadable("ipVersion is neither 4 nor 6: " + number);
    }

    private static @Nullable Protocol protocol(@Nullable Long number) {
        if (number == null) {
            return null;
        }
        if (number < 1 || number > 255) {
            throw new JsonFields.Unreadable("protocol number invalid: " + number);
        }
        return new Protocol(number.intValue());
    }

    private static IcmpMatch icmp(JsonFields fields) {
        Integer type = small(fields.optionalNumber("type"));
        Integer code = small(fields.optionalNumber("code"));
        if (type == null && code != null) {
            throw new JsonFields.Unreadable("ICMP code without a type");
        }
        return new IcmpMatch(type, code);
    }

    private static @Nullable Integer small(@Nullable Long number) {
        if (number != null && (number < 0 || number > 255)) {
            throw new JsonFields.Unreadable("ICMP type or code out of range: " + number);
        }
        return number == null ? null : (Integer) number.intValue();
    }
}
