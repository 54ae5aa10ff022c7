package io.ringfence.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.ResourceKey;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResourcePathTest {
    @Test
    void eachPartOfANameIsOneSegment() {
        assertThat(ResourcePath.of(ResourceKey.of(Kind.TIER, "default"))).isEqualTo("/v1/tiers/default");
        assertThat(ResourcePath.of(ResourceKey.of(Kind.IP_POOL, "10.0.0.0/8"))).isEqualTo("/v1/ipPools/10.0.0.0%2F8");
        assertThat(ResourcePath.of(ResourceKey.of(Kind.WORKLOAD_ENDPOINT, "h", "cni", "a/b", "c d%")))
                .isEqualTo("/v1/workloadEndpoints/h/cni/a%2Fb/c%20d%25");
    }

    @Test
    void noPathLeadsToADot() {
        assertThat(ResourcePath.of(ResourceKey.of(Kind.PROFILE, "..."))).isEqualTo("/v1/profiles/...");
        for (String part : List.of(".", "..")) {
            assertThatThrownBy(() -> ResourcePath.of(ResourceKey.of(Kind.WORKLOAD_ENDPOINT, part, "o", "w", "n")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no path leads to WorkloadEndpoint(node=" + part
                            + ", orchestrator=o, workload=w, name=n): '" + part + "' is no name");
        }
    }

    @Test
    void collectionsAreNarrowedByFieldsInTheirOrder() {
        assertThat(ResourcePath.of(Kind.TIER, Map.of())).isEqualTo("/v1/tiers");
        assertThat(ResourcePath.of(Kind.WORKLOAD_ENDPOINT, Map.of("orchestrator", "a&b", "node", "h")))
                .isEqualTo("/v1/workloadEndpoints?node=h&orchestrator=a%26b");
    }

    @Test
    void anyTextIsEncodedAndReadBack() {
        assertThat(ResourcePath.encode("aZ09-._~")).isEqualTo("aZ09-._~");
        assertThat(ResourcePath.encode("*+/?#[]@")).isEqualTo("%2A%2B%2F%3F%23%5B%5D%40");
        String text = "\u00fc \u20ac \ud83d\ude00 \u0001";
        assertThat(URI.create("/" + ResourcePath.encode(text)).getPath()).isEqualTo("/" + text);
    }
}
