package io.ringfence.model.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ContainerLinkTest {
    @Test
    void theHostsEndIsNamedByPrefixAndAsMuchOfTheEndpointAsThereIsRoomFor() {
        assertThat(ContainerLink.hostEnd("cali", "0123456789abcdef")).isEqualTo("cali0123456789a");
        assertThat(ContainerLink.hostEnd("a", "0123456789abcdef")).isEqualTo("a0123456789a");
        assertThat(ContainerLink.hostEnd("fourteenlong.-", "0123456789abcdef")).isEqualTo("fourteenlong.-0");
    }

    @Test
    void aPrefixLeavesRoomForTheEndpointAndIsAName() {
        assertThat(ContainerLink.prefix("fourteenlong.-")).isEqualTo("fourteenlong.-");
        for (String none : List.of("", "fifteenlongname", "a/b", "a b")) {
            assertThatThrownBy(() -> ContainerLink.prefix(none))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("not an interface prefix: " + none);
        }
    }
}
