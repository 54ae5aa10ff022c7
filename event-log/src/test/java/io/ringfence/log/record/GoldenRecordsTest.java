package io.ringfence.log.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

final class GoldenRecordsTest {
    @Test
    void eventsAreWrittenByteForByteAsTheFilesSayAndReadBack() {
        Samples.events().forEach((name, event) -> {
            ProducerRecord<String, byte[]> record = ResourceEventCodec.encode(event);
            StringBuilder text = new StringBuilder("key: ").append(record.key()).append('\n');
            for (Header header : record.headers()) {
                text.append(header.key())
                        .append(": ")
                        .append(new String(header.value(), UTF_8))
                        .append('\n');
            }
            text.append('\n');
            text.append(record.value() == null ? "(tombstone)" : new String(record.value(), UTF_8))
                    .append('\n');
            Golden.check("policy.events/" + name + ".txt", text.toString());
            assertThat(ResourceEventCodec.decode(consumed(record))).isEqualTo(event);
        });
    }

    @Test
    void shardRecordsAreWrittenByteForByteAsTheFilesSayAndReadBack() {
        Samples.shardRecords().forEach((name, record) -> {
            byte[] value = ShardRecordCodec.encode(record);
            Golden.check("policy.rulesets/" + name + ".txt", record.key() + "\n" + new String(value, UTF_8) + "\n");
            assertThat(ShardRecordCodec.decode(record.key(), value)).isEqualTo(record);
        });
    }

    @Test
    void statusesAreWrittenByteForByteAsTheFilesSayAndReadBack() {
        Samples.statuses().forEach((name, status) -> {
            byte[] value = HostStatusCodec.encode(status);
            Golden.check("policy.status/" + name + ".txt", status.host() + "\n" + new String(value, UTF_8) + "\n");
            assertThat(HostStatusCodec.decode(status.host(), value)).isEqualTo(status);
        });
    }

    /** As it is read from the topic. */
    static ConsumerRecord<String, byte[]> consumed(ProducerRecord<String, byte[]> record) {
        return new ConsumerRecord<>(
                record.topic(),
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                record.key(),
                record.value(),
                record.headers(),
                Optional.empty());
    }
}
