package io.ringfence.e2e.rubbish;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.e2e.deploy.Backend;
import io.ringfence.e2e.deploy.Deployment;
import io.ringfence.e2e.deploy.Deployments;
import io.ringfence.e2e.deploy.GatewayClient;
import io.ringfence.e2e.deploy.GatewayClient.Answer;
import io.ringfence.model.resource.Revision;
import io.ringfence.testkit.Laws;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever is thrown at the gateway: it says what is wrong with it, stores nothing and goes on. */
class RubbishIT {
    private static final int CASES = 2_000;

    private static Deployment ringfence;
    private static GatewayClient gateway;

    @BeforeAll
    static void start() {
        ringfence = Deployments.standalone(List.of(), Backend.AUTO);
        gateway = new GatewayClient(ringfence.api());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        ringfence.close();
    }

    @Test
    void noRequestIsAnsweredWithAnErrorOfTheServerAndNothingIsStored() {
        Revision before = gateway.revision();
        Laws.forAll(CASES, random -> {
            HttpRequest.Builder request = Rubbish.request(random, ringfence.api());
            HttpRequest shown = request.copy().build();
            if (shown.uri().getPath().endsWith("/events") && shown.method().equals("GET")) {
                return; // A stream without an end is a right answer to that one.
            }
            Answer answer = gateway.send(request);
            assertThat(answer.status())
                    .as("%s %s: %s", shown.method(), shown.uri(), answer)
                    .isLessThan(500);
        });
        assertThat(gateway.get("/livez").status()).isEqualTo(200);
        assertThat(gateway.revision()).as("revision").isEqualTo(before);
    }

    @Test
    void aBodyThatCannotBeReadIsRefusedWithTheReason() {
        Laws.forAll(300, random -> {
            byte[] body = Rubbish.body(random);
            Answer answer = gateway.send(HttpRequest.newBuilder(ringfence.api().resolve("/v1/transactions?op=apply"))
                    .header("content-type", "application/yaml")
                    .POST(BodyPublishers.ofByteArray(body)));
            if (body.length > 0) {
                assertThat(answer.status()).as("%s", answer).isBetween(400, 499);
                assertThat(answer.json().path("detail").asText() + answer.json().path("problems"))
                        .as("%s", answer)
                        .isNotBlank();
            }
        });
    }

    @Test
    void aBodyOverTheLimitIsRefusedNamingIt() {
        Answer answer = gateway.send(HttpRequest.newBuilder(ringfence.api().resolve("/v1/transactions?op=apply"))
                .header("content-type", "application/yaml")
                .POST(BodyPublishers.ofByteArray(Rubbish.oversized())));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).containsAnyOf("4 MiB", "4194304");
    }
}
