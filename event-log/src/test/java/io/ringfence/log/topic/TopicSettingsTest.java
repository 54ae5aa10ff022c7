package io.ringfence.log.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TopicSettingsTest {
    @Test
    void oneBrokerMayBeAwayWhereThereAreSeveral() {
        assertThat(IntStream.rangeClosed(1, 5).map(replication -> new TopicSettings(8, replication).minInSync()))
                .containsExactly(1, 1, 2, 2, 2);
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new TopicSettings(0, 1)).hasMessage("shards must be 1 to 10000: 0");
        assertThatThrownBy(() -> new TopicSettings(10_001, 1)).hasMessage("shards must be 1 to 10000: 10001");
        assertThatThrownBy(() -> new TopicSettings(1, 0)).hasMessage("replication must be 1 to 32767: 0");
    }
}
