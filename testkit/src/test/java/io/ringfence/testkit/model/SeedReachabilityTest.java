package io.ringfence.testkit.model;

import static io.ringfence.testkit.Criteria.*;
import static io.ringfence.testkit.Given.policy;
import static io.ringfence.testkit.Given.profile;
import static io.ringfence.testkit.Given.workload;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.model.net.Protocol;
import io.ringfence.model.resource.Policy;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.WorkloadEndpoint;
import io.ringfence.model.rule.Direction;
import io.ringfence.model.verdict.Packet;
import io.ringfence.model.verdict.ReferenceVerdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who reaches whom in the worked examples that the project began with. */
class SeedReachabilityTest {
    private static final String FOREIGN = "192.0.2.1";

    @Test
    void profilesWithTags() {
        Profile web = profile("WEB")
                .tagged("WEB", "APP_7890")
                .allow(tcp(80, 443))
                .allow(protocol(Protocol.ICMP), icmp(8))
                .allowOut()
                .build();
        Profile app = profile("APP")
                .tagged("APP")
                .allow(tcp(7890), fromTag("APP_7890"))
                .allow(protocol(Protocol.ICMP), icmp(8))
                .allowOut()
                .build();
        Network net = new Network(List.of(web, app))
                .with("web1", "WEB", "10.0.0.1")
                .with("web2", "WEB", "10.0.0.2")
                .with("app1", "APP", "10.0.0.3")
                .with("app2", "APP", "10.0.0.4");

        net.tcp(FOREIGN, "10.0.0.1", 80, true);
        net.tcp("10.0.0.3", "10.0.0.1", 443, true);
        net.ping(FOREIGN, "10.0.0.1", true);
        net.tcp("10.0.0.2", "10.0.0.1", 22, false);
        net.tcp("10.0.0.1", "10.0.0.3", 7890, true);
        net.tcp("10.0.0.1", "10.0.0.3", 7891, false);
        net.ping("10.0.0.1", "10.0.0.3", true);
        net.tcp("10.0.0.4", "10.0.0.3", 7890, false);
        net.tcp(FOREIGN, "10.0.0.3", 7890, false);
        net.ping(FOREIGN, "10.0.0.3", true);
        net.tcp("10.0.0.3", FOREIGN, 25, true);
    }

    @Test
    void rulesInTheProfilesOfTwoNetworks() {
        Profile databases = profile("databases")
                .labelled("role", "database")
                .allow(tcp(3306), from("role == 'app'"))
                .allow(from("role == 'database'"))
                .allowOut(to("role == 'database'"))
                .build();
        Profile apps = profile("apps").labelled("role", "app").allowOut().build();

        databasesAndApps(List.of(databases, apps));
    }

    @Test
    void policiesOverLabelsOfTwoNetworks() {
        databasesAndApps(List.of(
                profile("databases").labelled("role", "database").build(),
                profile("apps").labelled("role", "app").build(),
                databasesPolicy(),
                appsPolicy()));
    }

    @Test
    void aThirdNetworkForBackups() {
        Network net = new Network(List.of(
                        profile("databases").labelled("role", "database").build(),
                        profile("apps").labelled("role", "app").build(),
                        profile("database-backup")
                                .labelled("backup", "true")
                                .labelled("role", "database")
                                .build(),
                        profile("backups").labelled("backup", "true").build(),
                        databasesPolicy(),
                        appsPolicy(),
                        policy("backupnetwork")
                                .order(0)
                                .selects("backup == 'true'")
                                .allow(from("backup == 'true'"))
                                .allowOut(to("backup == 'true'"))
                                .build()))
                .with("db", "databases", "10.0.0.1")
                .with("both", "database-backup", "10.0.0.2")
                .with("app", "apps", "10.0.0.3")
                .with("backup", "backups", "10.0.0.4");

        net.tcp("10.0.0.1", "10.0.0.2", 9999, true);
        net.tcp("10.0.0.2", "10.0.0.1", 9999, true);
        net.tcp("10.0.0.3", "10.0.0.2", 3306, true);
        net.tcp("10.0.0.4", "10.0.0.2", 873, true);
        net.tcp("10.0.0.2", "10.0.0.4", 873, true);
        net.tcp("10.0.0.4", "10.0.0.1", 873, false);
        net.tcp("10.0.0.3", "10.0.0.4", 873, false);
    }

    @Test
    void ofTwoProfilesTheFirstGivesTheRole() {
        WorkloadEndpoint both = workload("h", "both")
                .at("10.0.0.1")
                .profiles("databases", "apps")
                .build();
        ReferenceVerdict verdict = new ReferenceVerdict(List.of(
                both,
                profile("databases").labelled("role", "database").build(),
                profile("apps").labelled("role", "app").build(),
                databasesPolicy(),
                appsPolicy()));

        assertThat(verdict.policiesOf(both.key(), Direction.EGRESS)).containsExactly(databasesPolicy());
    }

    private static void databasesAndApps(List<Resource> resources) {
        Network net = new Network(resources)
                .with("db1", "databases", "10.0.0.1")
                .with("db2", "databases", "10.0.0.2")
                .with("app1", "apps", "10.0.0.3")
                .with("app2", "apps", "10.0.0.4");

        net.tcp("10.0.0.3", "10.0.0.1", 3306, true);
        net.tcp("10.0.0.3", "10.0.0.1", 3307, false);
        net.ping("10.0.0.3", "10.0.0.1", false);
        net.tcp("10.0.0.1", "10.0.0.2", 5000, true);
        net.ping("10.0.0.1", "10.0.0.2", true);
        net.tcp("10.0.0.1", "10.0.0.3", 80, false);
        net.tcp("10.0.0.4", "10.0.0.3", 80, false);
        net.tcp(FOREIGN, "10.0.0.3", 80, false);
        net.tcp(FOREIGN, "10.0.0.1", 3306, false);
        net.tcp("10.0.0.3", FOREIGN, 443, true);
    }

    private static Policy databasesPolicy() {
        return policy("databases")
                .order(0)
                .selects("role == 'database'")
                .allow(tcp(3306), from("role == 'app'"))
                .allow(from("role == 'database'"))
                .allowOut(to("role == 'database'"))
                .build();
    }

    private static Policy appsPolicy() {
        return policy("apps").order(0).selects("role == 'app'").allowOut().build();
    }

    /** Resources, and endpoints that each have one profile. */
    private record Network(List<Resource> resources) {
        Network with(String name, String profile, String address) {
            WorkloadEndpoint endpoint =
                    workload("h", name).at(address).profiles(profile).build();
            return new Network(
                    Stream.concat(resources.stream(), Stream.of(endpoint)).toList());
        }

        void tcp(String from, String to, int port, boolean allowed) {
            check(Packet.tcp(from, 40000, to, port), allowed);
        }

        void ping(String from, String to, boolean allowed) {
            check(Packet.icmp(from, to, 8, 0), allowed);
        }

        private void check(Packet packet, boolean allowed) {
            var passage = new ReferenceVerdict(resources).between(packet);
            assertThat(passage.allowed()).as("%s: %s", packet, passage).isEqualTo(allowed);
        }
    }
}
