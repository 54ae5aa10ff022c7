package io.ringfence.calicoctl.rules;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ringfence.calicoctl.rules.RulesJson.ReadResult;
import io.ringfence.calicoctl.rules.RulesJson.Rules;
import io.ringfence.calicoctl.rules.RulesJson.Unreadable;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IcmpMatch;
import io.ringfence.model.net.Port;
import io.ringfence.model.net.PortName;
import io.ringfence.model.net.PortRange;
import io.ringfence.model.net.Protocol;
import io.ringfence.model.rule.Action;
import io.ringfence.model.rule.EntityRule;
import io.ringfence.model.rule.Rule;
import io.ringfence.model.selector.Selector;
import io.ringfence.model.selector.SelectorSyntaxException;
import io.ringfence.model.text.JsonReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the whole rules of a profile. Both lists must be there; other keys beside them are passed over, as the tool always did, but
 * a key or value that a rule does not know refuses the text, because a condition must not get lost.
 */
public final class RulesJsonReader {
    /** Deepest nesting read; rules need four levels. */
    private static final int MAX_NESTING = 64;

    private static final Set<String> KEYS = Set.of(
            "action",
            "protocol",
            "src_tag",
            "src_selector",
            "src_ports",
            "src_net",
            "icmp_type",
            "icmp_code",
            "dst_tag",
            "dst_selector",
            "dst_ports",
            "dst_net");
    private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_.-]+");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,5}):(\\d{1,5})");

    private RulesJsonReader() {}

    public static ReadResult read(byte[] text) {
        try {
            JsonNode tree = mapper().readTree(text);
            if (tree == null || !tree.isObject()) {
                return new Unreadable("Rules JSON must be an object with \"inbound_rules\" and \"outbound_rules\".");
            }
            JsonNode id = tree.get("id");
            return new Rules(
                    id == null || id.isNull() ? null : id.asText(),
                    rules(tree, "inbound_rules"),
                    rules(tree, "outbound_rules"));
        } catch (JsonProcessingException e) {
            JsonLocation where = e.getLocation();
            String place = where == null ? "" : " (line " + where.getLineNr() + ", column " + where.getColumnNr() + ")";
            return new Unreadable("Rules JSON cannot be read" + place + ": " + JsonReason.of(e));
        } catch (java.io.IOException e) {
            return new Unreadable("Rules JSON cannot be read: " + e.getMessage());
        } catch (RefusedException e) {
            return new Unreadable(e.getMessage());
        }
    }

    private static JsonMapper mapper() {
        JsonFactory json = new JsonFactoryBuilder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_NESTING)
                        .build())
                .build();
        return JsonMapper.builder(json)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    private static List<Rule> rules(JsonNode tree, String key) throws RefusedException {
        JsonNode list = tree.get(key);
        if (list == null || !list.isArray()) {
            throw new RefusedException("Rules JSON must have the list \"" + key + "\".");
        }
        List<Rule> rules = new ArrayList<>();
        for (JsonNode rule : list) {
            rules.add(rule(rule));
        }
        return rules;
    }

    private static Rule rule(JsonNode tree) throws RefusedException {
        if (!tree.isObject()) {
            throw new RefusedException("'" + tree + "' is not a Rule.");
        }
        for (Map.Entry<String, JsonNode> field : tree.properties()) {
            String key = field.getKey();
            if (!KEYS.contains(key)) {
                throw new RefusedException("Key " + key + " is not allowed on Rule.");
            }
        }
        return new Rule(
                action(tree), null, protocol(tree), null, icmp(tree), null, side("src", tree), side("dst", tree));
    }

    /** A rule without an action has always meant allow. */
    private static Action action(JsonNode tree) throws RefusedException {
        JsonNode value = tree.get("action");
        if (value == null) {
            return Action.ALLOW;
        }
        return switch (value.isTextual() ? value.textValue() : "") {
            case "allow" -> Action.ALLOW;
            case "deny" -> Action.DENY;
            case "next-tier" -> Action.PASS;
            default -> throw refused(value, "action");
        };
    }

    private static @Nullable Protocol protocol(JsonNode tree) throws RefusedException {
        JsonNode value = tree.get("protocol");
        if (value == null || value.isNull()) {
            return null;
        }
        return switch (value.isTextual() ? value.textValue() : "") {
            case "tcp" -> Protocol.TCP;
            case "udp" -> Protocol.UDP;
            case "icmp" -> Protocol.ICMP;
            case "icmpv6" -> Protocol.ICMPV6;
            default -> throw refused(value, "protocol");
        };
    }

    private static @Nullable IcmpMatch icmp(JsonNode tree) throws RefusedException {
        Integer type = byteValue(tree, "icmp_type");
        Integer code = byteValue(tree, "icmp_code");
        if (type == null && code != null) {
            throw new RefusedException("icmp_code needs an icmp_type.");
        }
        return type == null ? null : new IcmpMatch(type, code);
    }

    private static @Nullable Integer byteValue(JsonNode tree, String key) throws RefusedException {
        JsonNode value = tree.get(key);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0 || value.intValue() > 255) {
            throw refused(value, key);
        }
        return value.intValue();
    }

    private static EntityRule side(String prefix, JsonNode tree) throws RefusedException {
        return new EntityRule(
                tag(tree, prefix + "_tag"),
                net(tree, prefix + "_net"),
                selector(tree, prefix + "_selector"),
                ports(tree, prefix + "_ports"),
                null,
                List.of(),
                null,
                List.of());
    }

    private static @Nullable String tag(JsonNode tree, String key) throws RefusedException {
        String tag = text(tree, key);
        if (tag != null && !TAG.matcher(tag).matches()) {
            throw refused(tree.get(key), key);
        }
        return tag;
    }

    private static List<Cidr> net(JsonNode tree, String key) throws RefusedException {
        String net = text(tree, key);
        if (net == null) {
            return List.of();
        }
        return List.of(Cidr.parse(net).orElseThrow(() -> refused(tree.get(key), key)));
    }

    private static @Nullable Selector selector(JsonNode tree, String key) throws RefusedException {
        String selector = text(tree, key);
        if (selector == null || selector.isBlank()) {
            return null;
        }
        try {
            return Selector.parse(selector);
        } catch (SelectorSyntaxException e) {
            throw new RefusedException(refused(tree.get(key), key).getMessage() + ": " + e.getMessage());
        }
    }

    private static List<Port> ports(JsonNode tree, String key) throws RefusedException {
        JsonNode list = tree.get(key);
        List<Port> ports = new ArrayList<>();
        if (list == null) {
            return ports;
        }
        if (!list.isArray()) {
            throw refused(list, key);
        }
        for (JsonNode value : list) {
            Port port = port(value);
            if (port == null) {
                throw refused(value, key);
            }
            ports.add(port);
        }
        return ports;
    }

    private static @Nullable Port port(JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToInt()) {
            int port = value.intValue();
            return port >= 0 && port <= 65535 ? PortRange.of(port) : null;
        }
        String text = value.isTextual() ? value.textValue() : "";
        Matcher range = RANGE.matcher(text);
        if (!range.matches()) {
            return PortName.parse(text).orElse(null);
        }
        int first = Integer.parseInt(range.group(1));
        int last = Integer.parseInt(range.group(2));
        return first < last && last <= 65535 ? new PortRange(first, last) : null;
    }

    private static @Nullable String text(JsonNode tree, String key) throws RefusedException {
        JsonNode value = tree.get(key);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            throw refused(value, key);
        }
        return value.textValue();
    }

    private static RefusedException refused(JsonNode value, String key) {
        return new RefusedException(
                "'" + (value.isTextual() ? value.textValue() : value) + "' is not allowed for key '" + key + "'");
    }

    /** Carries the one message out of the reader; never leaves it. */
    private static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
