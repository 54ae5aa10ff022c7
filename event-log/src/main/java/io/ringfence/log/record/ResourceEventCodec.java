package io.ringfence.log.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringfence.log.topic.Topics;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.ringfence.model.text.ResourceJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Records of {@code policy.events}: the resource's document as value, CloudEvents 1.0 attributes as headers (Kafka protocol binding,
 * binary mode), and two of our own. A deletion has no value, as compaction wants it, and hence no content type. Stateless, any thread.
 */
public final class ResourceEventCodec {
    public static final String SPEC_VERSION = "ce_specversion";
    /** Unique for the source: revision and key. */
    public static final String ID = "ce_id";

    public static final String TYPE = "ce_type";
    public static final String SOURCE = "ce_source";
    public static final String SUBJECT = "ce_subject";
    public static final String TIME = "ce_time";
    public static final String CONTENT_TYPE = "content-type";
    /** The store's revision, decimal. */
    public static final String REVISION = "rf-revision";
    /** {@code 1} on the last event of a revision, else absent. */
    public static final String LAST = "rf-last";

    public static final String SOURCE_VALUE = "/ringfence/policy-store";
    private static final String VERSION_VALUE = "1.0";
    private static final String JSON = "application/json";

    private ResourceEventCodec() {}

    /**
     * The record. Its timestamp is left to the producer, not the commit's time: compaction's lag counts from when readers could see it.
     */
    public static ProducerRecord<String, byte[]> encode(ResourceEvent event) {
        String key = event.key().toString();
        byte @Nullable [] value = event.resource() == null ? null : ResourceJson.encode(event.resource());
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.EVENTS, 0, key, value);
        Headers headers = record.headers();
        put(headers, SPEC_VERSION, VERSION_VALUE);
        put(headers, ID, event.revision() + ":" + key);
        put(headers, TYPE, event.type().text());
        put(headers, SOURCE, SOURCE_VALUE);
        put(headers, SUBJECT, key);
        put(headers, TIME, event.time().toString());
        if (value != null) {
            put(headers, CONTENT_TYPE, JSON);
        }
        put(headers, REVISION, event.revision().toString());
        if (event.last()) {
            put(headers, LAST, "1");
        }
        return record;
    }

    /**
     * Reads what {@link #encode} wrote. Headers that are not ours are ignored: those between may add some for tracing.
     *
     * @throws MalformedRecordException when it is anything else than what this version writes
     */
    public static ResourceEvent decode(ConsumerRecord<String, byte[]> record) {
        String text = record.key() == null ? "(none)" : record.key();
        ResourceKey key =
                ResourceKey.parse(text).orElseThrow(() -> new MalformedRecordException(text, "not a resource key"));
        Headers headers = record.headers();
        expect(text, headers, SPEC_VERSION, VERSION_VALUE);
        expect(text, headers, SUBJECT, text);
        ResourceEvent.Type type = type(text, require(text, headers, TYPE));
        Revision revision = revision(text, require(text, headers, REVISION));
        Instant time = time(text, require(text, headers, TIME));
        String last = optional(headers, LAST);
        if (last != null && !last.equals("1")) {
            throw new MalformedRecordException(text, "header " + LAST + " is neither 1 nor absent");
        }
        if ((record.value() == null) != (type == ResourceEvent.Type.DELETED)) {
            throw new MalformedRecordException(
                    text, record.value() == null ? "no value, but not deleted" : "deleted, but has a value");
        }
        Resource resource = record.value() == null ? null : resource(text, key, record.value());
        return new ResourceEvent(type, key, resource, revision, time, last != null);
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    private static @Nullable String optional(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    private static String require(String key, Headers headers, String name) {
        String value = optional(headers, name);
        if (value == null) {
            throw new MalformedRecordException(key, "no header " + name);
        }
        return value;
    }

    private static void expect(String key, Headers headers, String name, String wanted) {
        String value = require(key, headers, name);
        if (!value.equals(wanted)) {
            throw new MalformedRecordException(key, "header " + name + " is " + value + " and must be " + wanted);
        }
    }

    private static ResourceEvent.Type type(String key, String text) {
        return Arrays.stream(ResourceEvent.Type.values())
                .filter(type -> type.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new MalformedRecordException(key, "unknown event type " + text));
    }

    private static Revision revision(String key, String text) {
        try {
            return new Revision(Long.parseLong(text));
        } catch (IllegalArgumentException e) {
            throw new MalformedRecordException(key, "header " + REVISION + " is not a revision: " + text);
        }
    }

    private static Instant time(String key, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new MalformedRecordException(key, "header " + TIME + " is not a time: " + text);
        }
    }

    private static Resource resource(String text, ResourceKey key, byte[] value) {
        Resource resource;
        try {
            resource = ResourceJson.decode(value);
        } catch (IllegalArgumentException e) {
            throw new MalformedRecordException(text, String.valueOf(e.getMessage()));
        }
        if (!resource.key().equals(key)) {
            throw new MalformedRecordException(text, "the value is " + resource.key());
        }
        return resource;
    }
}
