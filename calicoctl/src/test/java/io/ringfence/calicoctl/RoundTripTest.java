package io.ringfence.calicoctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.model.resource.Resource;
import io.ringfence.testkit.transcript.Transcript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code get} prints of every kind, {@code apply} takes as it is and makes the same of it. */
final class RoundTripTest {
    private static final List<String> KINDS =
            List.of("policy", "profile", "wep", "hep", "ippool", "node", "networkset", "tier");

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "json"})
    void whatGetPrintsIsAppliedAgain(String format) throws IOException {
        for (String file : List.of("get/yaml.txt", "apply/seed.txt", "get/templates.txt")) {
            String golden = Files.readString(Path.of("src/test/resources/golden", file));
            byte[] document =
                    Transcript.parse(golden).steps().getFirst().input().getBytes(StandardCharsets.UTF_8);
            try (FakeGateway gateway = new FakeGateway()) {
                assertThat(Run.of(gateway.address(), document, List.of("apply", "-f", "-"))
                                .status())
                        .isZero();
                List<Resource> before = gateway.resources();
                for (String kind : KINDS) {
                    Run got = Run.of(gateway.address(), "get", kind, "-o", format);
                    byte[] printed = got.out().getBytes(StandardCharsets.UTF_8);
                    if (got.out().strip().equals("[]")) {
                        continue;
                    }
                    for (String command : List.of("delete", "apply")) {
                        assertThat(Run.of(gateway.address(), printed, List.of(command, "-f", "-")))
                                .as("%s of %s of %s", command, kind, file)
                                .extracting(Run::status, Run::err)
                                .containsExactly(0, "");
                    }
                    assertThat(Run.of(gateway.address(), "get", kind, "-o", format)
                                    .out())
                            .isEqualTo(got.out());
                }
                assertThat(gateway.resources()).isEqualTo(before);
            }
        }
    }
}
