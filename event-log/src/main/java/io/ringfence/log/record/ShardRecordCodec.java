package io.ringfence.log.record;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.log.topic.Topics;
import io.ringfence.model.net.AddressPort;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.ringfence.model.rule.Action;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Values of {@code policy.rulesets}: JSON of one line. What the key says is not repeated in the value. Stateless, any thread; cost
 * proportional to the record.
 */
public final class ShardRecordCodec {
    private static final Pattern BUCKET = Pattern.compile("-|[01]{1,64}");
    private static final Pattern RULE_SET_ID = Pattern.compile("[A-Za-z0-9_-]{22}");

    private ShardRecordCodec() {}

    /** For the topic, in the shard's partition. */
    public static ProducerRecord<String, byte[]> put(int shard, ShardRecord record) {
        return new ProducerRecord<>(Topics.RULESETS, shard, record.key(), encode(record));
    }

    /** Removes what stands under the key. */
    public static ProducerRecord<String, byte[]> remove(int shard, String key) {
        return new ProducerRecord<>(Topics.RULESETS, shard, key, null);
    }

    /** The value; its key is {@link ShardRecord#key()}. Equal records give equal bytes. */
    public static byte[] encode(ShardRecord record) {
        return switch (record) {
            case IpSetBucket bucket -> Json.object(json -> Json.members(json, "members", bucket.members()));
            case PolicyRules policy -> rules(policy.ingress(), policy.egress());
            case ProfileRules profile -> rules(profile.ingress(), profile.egress());
            case RuleSet set -> Json.object(json -> ruleSet(json, set));
            case ShardEndpoint endpoint ->
                Json.object(json -> {
                    json.writeStringField("interface", endpoint.interfaceName());
                    Json.members(json, "addresses", endpoint.addresses());
                    json.writeStringField("ruleSet", endpoint.ruleSet().text());
                });
            case Progress progress ->
                Json.object(json -> {
                    json.writeNumberField("revision", progress.revision().value());
                    json.writeStringField("committedAt", progress.committedAt().toString());
                });
        };
    }

    /**
     * Reads what {@link #encode} wrote. A tombstone has no value and is not for this method.
     *
     * @throws MalformedRecordException when the key is of no known kind, or the value is anything else than what this version writes
     */
    public static ShardRecord decode(String key, byte[] value) {
        try {
            return JsonFields.read(value, reader(key));
        } catch (JsonFields.Unreadable e) {
            throw new MalformedRecordException(key, String.valueOf(e.getMessage()));
        }
    }

    private static Function<JsonFields, ShardRecord> reader(String key) {
        if (key.startsWith(IpSetBucket.PREFIX)) {
            return fields -> bucket(key, fields);
        }
        if (key.startsWith(PolicyRules.PREFIX)) {
            String name = name(key, Kind.POLICY);
            return fields -> new PolicyRules(
                    name, fields.objects("ingress", RuleJson::read), fields.objects("egress", RuleJson::read));
        }
        if (key.startsWith(ProfileRules.PREFIX)) {
            String name = name(key, Kind.PROFILE);
            return fields -> new ProfileRules(
                    name, fields.objects("ingress", RuleJson::read), fields.objects("egress", RuleJson::read));
        }
        if (key.startsWith(RuleSet.PREFIX)) {
            return fields -> ruleSet(key, fields);
        }
        if (key.startsWith(ShardEndpoint.PREFIX)) {
            return fields -> endpoint(key, fields);
        }
        if (key.equals(Progress.KEY)) {
            return ShardRecordCodec::progress;
        }
        throw new JsonFields.Unreadable("unknown kind of key");
    }

    private static byte[] rules(List<ShardRule> ingress, List<ShardRule> egress) {
        return Json.object(json -> {
            RuleJson.write(json, "ingress", ingress);
            RuleJson.write(json, "egress", egress);
        });
    }

    private static void ruleSet(JsonGenerator json, RuleSet set) throws IOException {
        if (!set.tiers().isEmpty()) {
            json.writeArrayFieldStart("tiers");
            for (RuleSet.TierPolicies tier : set.tiers()) {
                json.writeStartObject();
                json.writeStringField("tier", tier.tier());
                json.writeStringField("defaultAction", RuleJson.text(tier.defaultAction()));
                Json.texts(json, "ingress", tier.ingress());
                Json.texts(json, "egress", tier.egress());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        Json.texts(json, "profiles", set.profiles());
    }

    private static IpSetBucket bucket(String key, JsonFields fields) {
        String[] parts = key.split("/", -1);
        if (parts.length != 3 || !BUCKET.matcher(parts[2]).matches()) {
            throw new JsonFields.Unreadable("not the key of a bucket");
        }
        try {
            IpSetId id = RuleJson.setId(parts[1]);
            return new IpSetBucket(
                    id, parts[2], fields.parsedList("members", id.holdsPorts() ? AddressPort::of : Cidr::of));
        } catch (IllegalArgumentException e) {
            throw new JsonFields.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static RuleSet ruleSet(String key, JsonFields fields) {
        RuleSet set = RuleSet.of(fields.objects("tiers", ShardRecordCodec::tier), fields.texts("profiles"));
        if (!set.key().equals(key)) {
            throw new JsonFields.Unreadable("the content has the id " + set.id());
        }
        return set;
    }

    private static RuleSet.TierPolicies tier(JsonFields fields) {
        Action action = fields.parsed("defaultAction", RuleJson::action);
        if (action != Action.DENY && action != Action.PASS) {
            throw new JsonFields.Unreadable("a tier's default is deny or pass, not " + RuleJson.text(action));
        }
        return new RuleSet.TierPolicies(fields.text("tier"), action, fields.texts("ingress"), fields.texts("egress"));
    }

    private static ShardEndpoint endpoint(String key, JsonFields fields) {
        ResourceKey endpoint = resourceKey(Kind.WORKLOAD_ENDPOINT, key.substring(ShardEndpoint.PREFIX.length()));
        return new ShardEndpoint(
                endpoint, fields.text("interface"), fields.cidrs("addresses"), fields.parsed("ruleSet", text -> {
                    if (!RULE_SET_ID.matcher(text).matches()) {
                        throw new IllegalArgumentException("not the id of a rule set: " + text);
                    }
                    return new RuleSetId(text);
                }));
    }

    private static Progress progress(JsonFields fields) {
        long revision = fields.number("revision");
        if (revision < 0) {
            throw new JsonFields.Unreadable("revision is negative");
        }
        return new Progress(new Revision(revision), fields.instant("committedAt"));
    }

    private static String name(String key, Kind kind) {
        return resourceKey(kind, key.substring(key.indexOf('/') + 1)).parts().getFirst();
    }

    private static ResourceKey resourceKey(Kind kind, String path) {
        try {
            return new ResourceKey(kind, path);
        } catch (IllegalArgumentException e) {
            throw new JsonFields.Unreadable(String.valueOf(e.getMessage()));
        }
    }
}
