package io.ringfence.e2e.gateway;

import static io.ringfence.e2e.gateway.RunningGateway.header;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayWithoutStoreIT {
    private static final String TIER = "apiVersion: v1\nkind: tier\nmetadata: {name: t}\nspec: {order: 1}\n";

    @TempDir
    private Path data;

    @Test
    void readsGoOnAndWritesSayThatNothingWasStored() {
        try (RunningGateway gateway = RunningGateway.start(data)) {
            assertThat(gateway.put("/v1/tiers/t", TIER).statusCode()).isEqualTo(201);
            assertThat(gateway.get("/v1/tiers/t").statusCode()).isEqualTo(200);
            gateway.stopStore();
            HttpResponse<String> refused = gateway.put("/v1/tiers/t", TIER.replace("1}", "2}"));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body())
                    .contains("urn:ringfence:problem:unavailable")
                    .contains("nothing was stored");
            assertThat(header(refused, "Retry-After")).isEqualTo("1");
            assertThat(gateway.call("DELETE", "/v1/tiers/t", Map.of(), "").statusCode())
                    .isEqualTo(503);
            assertThat(gateway.get("/v1/tiers/t").statusCode()).isEqualTo(200);
            assertThat(gateway.get("/v1/tiers").body()).contains("\"name\":\"t\"");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(gateway.get("/readyz").body()).contains("\"storeReachable\":false"));
            assertThat(gateway.get("/readyz").statusCode()).isEqualTo(200);
        }
    }
}
