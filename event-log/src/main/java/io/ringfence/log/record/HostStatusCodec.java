package io.ringfence.log.record;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.model.resource.Revision;
import java.io.IOException;
import java.util.Locale;

/** Values of {@code policy.status}: JSON of one line; the key is the host and is not repeated. Stateless, any thread. */
public final class HostStatusCodec {
    private HostStatusCodec() {}

    /** The value; its key is {@link HostStatus#host()}. Equal reports give equal bytes. */
    public static byte[] encode(HostStatus status) {
        return Json.object(json -> {
            json.writeStringField("state", text(status.state()));
            json.writeNumberField("realized", status.realized().value());
            json.writeNumberField("seen", status.seen().value());
            if (status.seenCommittedAt() != null) {
                json.writeStringField(
                        "seenCommittedAt", status.seenCommittedAt().toString());
            }
            json.writeStringField("reportedAt", status.reportedAt().toString());
            if (status.latencyMillis() != null) {
                json.writeNumberField("latencyMillis", status.latencyMillis());
            }
            endpoints(json, status);
            Json.texts(json, "faults", status.faults());
            json.writeNumberField("repairs", status.repairs());
        });
    }

    private static void endpoints(JsonGenerator json, HostStatus status) throws IOException {
        if (status.endpoints().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("endpoints");
        for (HostStatus.EndpointStatus endpoint : status.endpoints()) {
            json.writeStartObject();
            json.writeStringField("key", endpoint.key());
            json.writeBooleanField("programmed", endpoint.programmed());
            if (endpoint.fault() != null) {
                json.writeStringField("fault", endpoint.fault());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws MalformedRecordException when the value is anything else than what this version writes
     */
    public static HostStatus decode(String host, byte[] value) {
        try {
            return JsonFields.read(
                    value,
                    fields -> new HostStatus(
                            host,
                            fields.parsed("state", HostStatusCodec::state),
                            revision(fields, "realized"),
                            revision(fields, "seen"),
                            fields.optionalParsed("seenCommittedAt", java.time.Instant::parse),
                            fields.instant("reportedAt"),
                            fields.optionalNumber("latencyMillis"),
                            fields.objects("endpoints", HostStatusCodec::endpoint),
                            fields.texts("faults"),
                            fields.number("repairs")));
        } catch (JsonFields.Unreadable e) {
            throw new MalformedRecordException(host, String.valueOf(e.getMessage()));
        }
    }

    private static HostStatus.EndpointStatus endpoint(JsonFields fields) {
        return new HostStatus.EndpointStatus(
                fields.text("key"), fields.flag("programmed"), fields.optionalText("fault"));
    }

    private static Revision revision(JsonFields fields, String name) {
        long value = fields.number(name);
        if (value < 0) {
            throw new JsonFields.Unreadable(name + " is negative");
        }
        return new Revision(value);
    }

    private static String text(HostStatus.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static HostStatus.State state(String text) {
        for (HostStatus.State state : HostStatus.State.values()) {
            if (text(state).equals(text)) {
                return state;
            }
        }
        throw new IllegalArgumentException("no such state: " + text);
    }
}
