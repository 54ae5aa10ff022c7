package io.ringfence.log.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MalformedRecordTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "progress | {} | no revision",
                "progress | {\"revision\":1} | no committedAt",
                "progress | {\"revision\":-1,\"committedAt\":\"2026-01-01T00:00:00Z\"} | revision is negative",
                "progress | {\"revision\":1.5,\"committedAt\":\"2026-01-01T00:00:00Z\"} | revision is not a whole number",
                "progress | {\"revision\":1,\"committedAt\":\"now\"} | committedAt: Text 'now'",
                "progress | {\"revision\":1,\"revision\":2} | not JSON: Duplicate field 'revision'",
                "progress | {\"revision\":1,\"committedAt\":\"2026-01-01T00:00:00Z\"}x | not JSON",
                "progress | [] | value is not an object",
                "progress | ~~ | not JSON: No content",
                "policy/p | {\"ingress\":[{\"action\":\"allow\",\"via\":\"vpn\"}]} | unknown field ingress[0].via",
                "policy/p | {\"ingress\":[{\"action\":\"accept\"}]} | ingress[0].action: no such action: accept",
                "policy/p | {\"ingress\":[{\"action\":\"allow\",\"protocol\":0}]} | protocol number invalid: 0",
                "policy/p | {\"ingress\":[{\"action\":\"allow\",\"ipVersion\":5}]} | ipVersion is neither 4 nor 6",
                "policy/p | {\"ingress\":[{\"action\":\"allow\",\"icmp\":{\"code\":1}}]} | ICMP code without a type",
                "policy/p | {\"ingress\":[{\"action\":\"allow\",\"source\":{\"nets\":[\"10/8\"]}}]} | ingress[0].source.nets[0]",
                "policy/p | {\"ingress\":[{\"action\":\"allow\",\"source\":{\"ports\":[\"9:1\"]}}]} | port range invalid",
                "policy/p | {\"ingress\":[{\"action\":\"allow\",\"source\":{\"sets\":[\"web\"]}}]} | not the id of a set: web",
                "policy/p | {\"ingress\":null} | ingress is null",
                "policy/ | {} | not a policy key",
                "ipset/x/- | {} | not the id of a set: x",
                "ipset/x | {} | not the key of a bucket",
                "ruleset/AAAAAAAAAAAAAAAAAAAAAA | {} | the content has the id",
                "endpoint/host/docker | {} | not a workloadEndpoint key",
                "hep/host | {} | unknown kind of key",
            })
    void aShardRecordThatThisVersionDoesNotWriteIsRefusedWithItsKeyAndTheReason(
            String key, String value, String reason) {
        MalformedRecordException refused = catchThrowableOfType(
                MalformedRecordException.class, () -> ShardRecordCodec.decode(key, value.getBytes(UTF_8)));
        assertThat(refused.key()).isEqualTo(key);
        assertThat(refused.reason()).contains(reason);
    }

    @Test
    void aStatusWithAnUnknownStateIsRefused() {
        MalformedRecordException refused = catchThrowableOfType(
                MalformedRecordException.class,
                () -> HostStatusCodec.decode("h", "{\"state\":\"asleep\"}".getBytes(UTF_8)));
        assertThat(refused.getMessage()).isEqualTo("record h: state: no such state: asleep");
    }

    @Test
    void anEventIsRefusedWhenAHeaderOrTheValueIsNotWhatItMustBe() {
        refused("no header ce_specversion", headers -> headers.remove("ce_specversion"));
        refused("header ce_specversion is 2.0", headers -> set(headers, "ce_specversion", "2.0"));
        refused("unknown event type", headers -> set(headers, "ce_type", "io.ringfence.resource.moved"));
        refused("no header rf-revision", headers -> headers.remove("rf-revision"));
        refused("not a revision: -1", headers -> set(headers, "rf-revision", "-1"));
        refused("not a revision: x", headers -> set(headers, "rf-revision", "x"));
        refused("not a time: today", headers -> set(headers, "ce_time", "today"));
        refused("header ce_subject is policy/other", headers -> set(headers, "ce_subject", "policy/other"));
        refused("header rf-last is neither 1 nor absent", headers -> set(headers, "rf-last", "0"));
        refused("deleted, but has a value", headers -> set(headers, "ce_type", "io.ringfence.resource.deleted"));
        ProducerRecord<String, byte[]> good = good();
        refused("no value, but not deleted", good.key(), null, good.headers());
        refused("not a resource key", "policy", good.value(), good.headers());
        refused("not a resource", good.key(), "{}".getBytes(UTF_8), good.headers());
        Headers other = good().headers();
        set(other, "ce_subject", "policy/other");
        refused("the value is policy/db", "policy/other", good.value(), other);
    }

    @Test
    void headersOfOthersAreIgnored() {
        ProducerRecord<String, byte[]> record = good();
        set(record.headers(), "traceparent", "00-1");
        assertThat(ResourceEventCodec.decode(GoldenRecordsTest.consumed(record)))
                .isEqualTo(Samples.events().get("created"));
    }

    private static ProducerRecord<String, byte[]> good() {
        return ResourceEventCodec.encode(List.copyOf(Samples.events().values()).getFirst());
    }

    private static void set(Headers headers, String name, String value) {
        headers.remove(name).add(name, value.getBytes(UTF_8));
    }

    private static void refused(String reason, Consumer<Headers> change) {
        ProducerRecord<String, byte[]> record = good();
        change.accept(record.headers());
        refused(reason, record.key(), record.value(), record.headers());
    }

    private static void refused(String reason, String key, byte @Nullable [] value, Headers headers) {
        MalformedRecordException refused = catchThrowableOfType(
                MalformedRecordException.class,
                () -> ResourceEventCodec.decode(
                        GoldenRecordsTest.consumed(new ProducerRecord<>("t", 0, key, value, headers))));
        assertThat(refused.key()).isEqualTo(key);
        assertThat(refused.reason()).contains(reason);
    }
}
