package io.ringfence.e2e.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.WorkloadEndpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tutorial on policy for container networks, with the networks: its commands as they are written, typed into a shell, a real engine,
 * real containers, and after each part connections between all of them.
 */
final class DockerSeedIT {
    /** What follows from the tutorial's text; guests are on a network whose profile nobody has touched. */
    private static final String ISOLATED = """
            tcp:3306 tcp:8080 ping
            db db + + +
            app db + - -
            guest guest + + +
            * * - - -""";

    private static final String CLOSED = """
            tcp:3306 tcp:8080 ping
            guest guest + + +
            * * - - -""";

    private static final String WITH_BACKUP = """
            tcp:3306 tcp:8080 ping
            db db + + +
            db dbbak + + +
            dbbak db + + +
            dbbak backup + + +
            backup dbbak + + +
            backup backup + + +
            app db + - -
            app dbbak + - -
            guest guest + + +
            * * - - -""";

    /** Everybody out, each network in for its own. */
    private static final String AS_MADE = """
            tcp:3306 tcp:8080 ping
            db db + + +
            app app + + +
            guest guest + + +
            * * - - -""";

    @TempDir
    Path folder;

    private Stage stage;
    private Containers containers;
    private Shell shell;

    @BeforeEach
    void start() {
        stage = new Stage(folder, "1s");
        containers = new Containers("tcp:3306", "tcp:8080", "ping");
        shell = new Shell(folder.resolve("shell"), stage.standalone.api(), stage.engine);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void theTutorialWorksAsItIsWritten() {
        type("1-networks");
        stage.engine.docker("network", "create", "--driver", "calico", "--ipam-driver", "calico-ipam", "guests");
        awaitProfile("guests");
        awaitProfile("databases");
        awaitProfile("apps");
        containers.start(stage.engine, "db-1", "databases");
        containers.start(stage.engine, "db-2", "databases");
        containers.start(stage.engine, "app-1", "apps");
        containers.start(stage.engine, "app-2", "apps");
        containers.start(stage.engine, "guest-1", "guests");
        containers.start(stage.engine, "guest-2", "guests");
        // A container's start waits for its own policy; the profiles of the others name it as well.
        awaitRealized();
        check(AS_MADE);

        type("2-profiles-with-rules");
        check(ISOLATED);
        type("3-profiles-with-labels");
        check(CLOSED);
        type("4-global-policy");
        check(ISOLATED);

        type("5-backup-networks");
        containers.start(stage.engine, "backup-1", "backups");
        containers.start(stage.engine, "backup-2", "backups");
        containers.start(stage.engine, "dbbak-1", "database-backup");
        awaitRealized();
        check(WITH_BACKUP);

        theEngineCrashes();
        for (String name :
                List.of("db-1", "db-2", "app-1", "app-2", "guest-1", "guest-2", "backup-1", "backup-2", "dbbak-1")) {
            stage.engine.attempt("rm", "-f", name);
        }
        await().atMost(60, TimeUnit.SECONDS).until(() -> endpoints().isEmpty());
        assertThat(stage.interfaces()).doesNotContain("cali");
        for (String network : List.of("databases", "apps", "guests", "backups", "database-backup")) {
            stage.engine.docker("network", "rm", network);
        }
        // Somebody wrote the others.
        assertThat(profile("guests")).isEmpty();
        assertThat(List.of("databases", "apps", "backups", "database-backup"))
                .allMatch(name -> profile(name).isPresent());
    }

    /** Its containers end with it; when it is back nothing of them is left, and new ones take their place. */
    private void theEngineCrashes() {
        int before = endpoints().size();
        assertThat(before).isEqualTo(9);
        stage.engine.crash();
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> endpoints().isEmpty() && !stage.interfaces().contains("cali"));
        stage.engine.docker("start", "db-1");
        assertThat(endpoints()).hasSize(1);
    }

    @Test
    void profilesOfNetworksAreEditedByTheNetworksNames() {
        type("words-1-networks");
        awaitProfile("dbnet");
        awaitProfile("webnet");
        awaitProfile("spare");
        containers.start(stage.engine, "db-1", "dbnet");
        containers.start(stage.engine, "db-2", "dbnet");
        containers.start(stage.engine, "web-1", "webnet");

        type("words-2-rules");
        check("""
                tcp:3306 tcp:8080 ping
                db db + + +
                web db + - -
                * * - - -""");
        type("words-3-update");
        check("""
                tcp:3306 tcp:8080 ping
                db db + + +
                web db - - +
                * * - - -""");
        type("words-4-tags");
        check("""
                tcp:3306 tcp:8080 ping
                db db + + +
                web db + - +
                * * - - -""");
    }

    @Test
    void containersAndNetworksBringLabelsAndOnePolicyIsEnoughForThem() {
        stage.engine.docker(
                "network",
                "create",
                "--driver",
                "calico",
                "--ipam-driver",
                "calico-ipam",
                "--label",
                "org.projectcalico.label.site=here",
                "--label",
                "other=x",
                "labelled");
        awaitProfile("labelled");
        assertThat(profile("labelled").map(Profile::labels)).contains(Map.of("site", "here"));
        containers.start(stage.engine, "plain-1", "labelled");
        containers.start(
                stage.engine,
                "role-1",
                "labelled",
                "--label",
                "org.projectcalico.label.role=database",
                "--label",
                "other=x");
        awaitRealized();
        String table = """
                tcp:3306 tcp:8080 ping
                * * + + +""";
        check(table);
        assertThat(endpoints())
                .extracting(WorkloadEndpoint::labels)
                .containsExactlyInAnyOrder(Map.of(), Map.of("role", "database"));

        // An endpoint that is taken away closes its container.
        WorkloadEndpoint plain = endpoints().stream()
                .filter(endpoint -> endpoint.labels().isEmpty())
                .findFirst()
                .orElseThrow();
        stage.gateway.change(List.of(), List.of(plain.key()));
        awaitRealized();
        assertThat(containers.reached()).isEmpty();
        stage.gateway.change(List.of(plain), List.of());
        awaitRealized();
        check(table);

        // A container that is killed leaves nothing, and the network's profile goes with the network.
        stage.engine.docker("kill", "--signal", "KILL", "plain-1");
        await().atMost(60, TimeUnit.SECONDS).until(() -> endpoints().size() == 1);
        containers.remove("plain-1");
        containers.remove("role-1");
        assertThat(endpoints()).isEmpty();
        assertThat(stage.interfaces()).doesNotContain("cali");
        stage.engine.docker("network", "rm", "labelled");
        assertThat(profile("labelled")).isEmpty();
    }

    private void check(String table) {
        assertThat(containers.reached()).isEqualTo(containers.expected(table));
    }

    private void awaitProfile(String name) {
        await().atMost(60, TimeUnit.SECONDS).until(() -> profile(name).isPresent());
    }

    private Optional<Profile> profile(String name) {
        return stage.stored(ResourceKey.of(Kind.PROFILE, name)).map(Profile.class::cast);
    }

    private List<WorkloadEndpoint> endpoints() {
        return stage.gateway.everything().stream()
                .filter(WorkloadEndpoint.class::isInstance)
                .<WorkloadEndpoint>map(WorkloadEndpoint.class::cast)
                .toList();
    }

    private void awaitRealized() {
        stage.gateway.awaitRealized(stage.gateway.revision(), 1, java.time.Duration.ofSeconds(60));
    }

    private void type(String transcript) {
        shell.type("networks/" + transcript);
        awaitRealized();
    }
}
