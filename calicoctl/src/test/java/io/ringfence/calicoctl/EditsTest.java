package io.ringfence.calicoctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.model.resource.Profile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Writes that meet others, and files that are written in parts. */
final class EditsTest {
    @Test
    void editsAtTheSameTimeAllCount() throws IOException, InterruptedException, ExecutionException {
        try (FakeGateway gateway = new FakeGateway();
                ExecutorService people = Executors.newFixedThreadPool(4)) {
            assertThat(Run.of(gateway.address(), "profile", "add", "WEB").status())
                    .isZero();
            List<Future<Run>> runs = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String tag = "tag-" + i;
                runs.add(people.submit(() -> Run.of(gateway.address(), "profile", "WEB", "tag", "add", tag)));
            }
            for (Future<Run> run : runs) {
                assertThat(run.get().status()).isZero();
            }
            assertThat(gateway.resources())
                    .singleElement()
                    .satisfies(resource -> assertThat(((Profile) resource).tags())
                            .containsExactlyInAnyOrder("WEB", "tag-0", "tag-1", "tag-2", "tag-3"));
        }
    }

    private static byte[] policies(int count) {
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < count; i++) {
            file.append("- {apiVersion: v1, kind: policy, metadata: {name: p%03d}}\n".formatted(i));
        }
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Run create(FakeGateway gateway, int count, String... more) {
        List<String> args = new ArrayList<>(List.of("create", "-f", "-"));
        args.addAll(List.of(more));
        return Run.of(gateway.address(), policies(count), args);
    }

    @Test
    void aFileAboveTheStoresLimitIsRefusedWhole() throws IOException {
        try (FakeGateway gateway = new FakeGateway()) {
            gateway.limitTransactionsTo(128);
            Run run = create(gateway, 250);
            assertThat(run).isEqualTo(new Run(1, "", """
                            Failed to create any 'policy' resources: transaction of 250 operations is larger than the limit of 128
                            Nothing was written. With --no-atomic the file is written in several transactions.
                            """));
            assertThat(gateway.resources()).isEmpty();
        }
    }

    @Test
    void inPartsItIsWritten() throws IOException {
        try (FakeGateway gateway = new FakeGateway()) {
            gateway.limitTransactionsTo(128);
            assertThat(create(gateway, 250, "--no-atomic"))
                    .isEqualTo(new Run(
                            0,
                            "Successfully created 250 'policy' resource(s)\n",
                            "Writing 250 resources in 3 batches, each all or nothing.\n"));
            assertThat(gateway.resources()).hasSize(250);
        }
    }

    @Test
    void inPartsItStopsAtTheFirstFailure() throws IOException {
        try (FakeGateway gateway = new FakeGateway()) {
            gateway.limitTransactionsTo(128);
            String obstacle = "{apiVersion: v1, kind: policy, metadata: {name: p140}}";
            Run.of(gateway.address(), obstacle.getBytes(StandardCharsets.UTF_8), List.of("create", "-f", "-"));
            assertThat(create(gateway, 250, "--no-atomic")).isEqualTo(new Run(1, "", """
                            Writing 250 resources in 3 batches, each all or nothing.
                            Partial success: created the first 100 out of 250 'policy' resources:
                            Hit error: resource already exists: Policy(name=p140)
                              in standard input, document 1, line 141
                            The batch of resources 101 to 200 was not created, nor was anything after it. Go on from resource 101, Policy(name=p100),
                              in standard input, document 1, line 101
                            """));
            assertThat(gateway.resources()).hasSize(101);
            assertThat(create(gateway, 1, "--no-atomic").err()).isEqualTo("""
                            Failed to create 'policy' resource: resource already exists: Policy(name=p000)
                              in standard input, document 1, line 1
                            The batch of resources 1 to 1 was not created, nor was anything after it. Go on from resource 1, Policy(name=p000),
                              in standard input, document 1, line 1
                            """);
        }
    }

    @Test
    void ofManyThatTheServerRefusesTheFirstTenAreTold() throws IOException {
        try (FakeGateway gateway = new FakeGateway()) {
            create(gateway, 30);
            List<String> told = create(gateway, 30).err().lines().toList();
            assertThat(told).hasSize(21).endsWith("and 20 more resources are refused");
            assertThat(told.subList(18, 20))
                    .containsExactly(
                            "resource already exists: Policy(name=p009)", "  in standard input, document 1, line 10");
        }
    }

    @Test
    void whateverIsDoneInPartsStopsWithTheWordsForIt() throws IOException {
        try (FakeGateway gateway = new FakeGateway()) {
            gateway.limitTransactionsTo(128);
            create(gateway, 120);
            for (String verb : List.of("replace", "delete")) {
                Run run = Run.of(gateway.address(), policies(130), List.of(verb, "--no-atomic", "-f", "-"));
                assertThat(run.status()).isEqualTo(1);
                assertThat(run.err())
                        .contains("\nPartial success: " + verb + "d the first 100 out of 130 'policy' resources:\n"
                                + "Hit error: resource does not exist: Policy(name=p120)\n");
            }
            byte[] mixed = (new String(policies(101), StandardCharsets.UTF_8)
                            + "- {apiVersion: v1, kind: profile, metadata: {name: a}}\n")
                    .getBytes(StandardCharsets.UTF_8);
            Run run = Run.of(gateway.address(), mixed, List.of("create", "--no-atomic", "-f", "-"));
            assertThat(run.err().lines())
                    .containsSequence(
                            "Partial success: created the first 100 out of 102 resources:",
                            "Hit error: resource already exists: Policy(name=p100)");
        }
    }

    /** What is applied twice is applied: no harm is done that another run does not heal. */
    @Test
    void applyGoesInPartsByItselfAndSaysSo() throws IOException {
        try (FakeGateway gateway = new FakeGateway()) {
            gateway.limitTransactionsTo(128);
            assertThat(Run.of(gateway.address(), policies(250), List.of("apply", "-f", "-")))
                    .isEqualTo(new Run(
                            0,
                            "Successfully applied 250 'policy' resource(s)\n",
                            "Writing 250 resources in 3 batches, each all or nothing.\n"));
            assertThat(gateway.resources()).hasSize(250);
        }
    }

    @Test
    void aDryRunInPartsTellsThatTheBatchesAreJudgedApart() throws IOException {
        try (FakeGateway gateway = new FakeGateway()) {
            gateway.limitTransactionsTo(128);
            String apart = """
                    Writing 250 resources in 3 batches, each all or nothing.
                    A batch is judged by what is stored now, without the batches before it.
                    """;
            Run run = Run.of(gateway.address(), policies(250), List.of("apply", "-f", "-", "--dry-run"));
            assertThat(run.status()).isZero();
            assertThat(run.err()).isEqualTo(apart);
            assertThat(run.out())
                    .startsWith("Policy(name=p000) would be created\n")
                    .endsWith("Policy(name=p249) would be created\nDry run: nothing was written.\n")
                    .hasLineCount(251);
            assertThat(gateway.resources()).isEmpty();

            String obstacle = "{apiVersion: v1, kind: policy, metadata: {name: p140}}";
            Run.of(gateway.address(), obstacle.getBytes(StandardCharsets.UTF_8), List.of("create", "-f", "-"));
            assertThat(create(gateway, 250, "--no-atomic", "--dry-run")).isEqualTo(new Run(1, "", apart + """
                            Partial success: created the first 100 out of 250 'policy' resources:
                            Hit error: resource already exists: Policy(name=p140)
                              in standard input, document 1, line 141
                            The batch of resources 101 to 200 was not created, nor was anything after it. Go on from resource 101, Policy(name=p100),
                              in standard input, document 1, line 101
                            Dry run: nothing was written.
                            """));
            assertThat(create(gateway, 250, "--dry-run")).isEqualTo(create(gateway, 250));
            assertThat(gateway.resources()).hasSize(1);
        }
    }

    @Test
    void aPersonSeesTheProgressOnOneLine() throws IOException {
        try (FakeGateway gateway = new FakeGateway()) {
            gateway.limitTransactionsTo(128);
            Run run = Run.withPeople(gateway.address(), policies(250), List.of("apply", "-f", "-"));
            String erase = "\r\u001b[K";
            assertThat(run.err())
                    .isEqualTo("Writing 250 resources in 3 batches, each all or nothing.\n"
                            + erase + "applied 0 of 250 resources"
                            + erase + "applied 100 of 250 resources"
                            + erase + "applied 200 of 250 resources" + erase);
        }
    }

    @Test
    void whenTheGatewayGoesAwayInTheMiddleThePlaceIsTold() throws IOException {
        try (FakeGateway gateway = new FakeGateway()) {
            gateway.limitTransactionsTo(128);
            gateway.vanishAfter(2);
            Run run = Run.of(gateway.address(), policies(250), List.of("apply", "-f", "-"));
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err())
                    .contains(
                            "Partial success: applied the first 100 out of 250 'policy' resources:\nHit error: Failed to reach the API")
                    .endsWith(
                            "The batch of resources 101 to 200 may or may not have been applied, nor was anything after it."
                                    + " Go on from resource 101, Policy(name=p100),\n  in standard input, document 1, line 101\n");
        }
    }
}
