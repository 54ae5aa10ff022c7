package io.ringfence.calicoctl.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.ResourceKey;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class IdentityTest {
    private static Map<String, @Nullable String> options(
            @Nullable String node, @Nullable String orchestrator, @Nullable String workload) {
        Map<String, @Nullable String> options = new HashMap<>();
        options.put("node", node);
        options.put("orchestrator", orchestrator);
        options.put("workload", workload);
        return options;
    }

    private static Identity understood(Identity.Result result) {
        assertThat(result).isInstanceOf(Identity.Understood.class);
        return ((Identity.Understood) result).identity();
    }

    @Test
    void aWholeIdentityIsAKey() {
        Identity identity =
                understood(Identity.of(Kind.WORKLOAD_ENDPOINT, "eth0", options("n", "docker", "default/w")));
        assertThat(identity.key()).contains(ResourceKey.of(Kind.WORKLOAD_ENDPOINT, "n", "docker", "default/w", "eth0"));
        assertThat(identity.missing()).isEmpty();
    }

    @Test
    void aPartialIdentityTellsWhatIsMissing() {
        Identity identity = understood(Identity.of(Kind.HOST_ENDPOINT, "eth0", options(null, null, null)));
        assertThat(identity.key()).isEmpty();
        assertThat(identity.missing()).contains("node");
        assertThat(identity.identifier()).isEqualTo("HostEndpoint(name=eth0)");
    }

    @Test
    void anOptionOfAnotherKindIsRefused() {
        assertThat(Identity.of(Kind.HOST_ENDPOINT, "eth0", options("n", "docker", null)))
                .isEqualTo(new Identity.Invalid("a hostEndpoint has no orchestrator"));
    }

    @Test
    void aPoolIsNamedByItsBlockHoweverItIsWritten() {
        assertThat(understood(Identity.of(Kind.IP_POOL, "FD00:0::/16", options(null, null, null)))
                        .key())
                .contains(ResourceKey.of(Kind.IP_POOL, "fd00::/16"));
    }

    @Test
    void aNameIsNotEmpty() {
        assertThat(Identity.of(Kind.POLICY, "", options(null, null, null)))
                .isEqualTo(new Identity.Invalid("resource name may not be empty"));
    }

    /** Not another word for policy: one of no namespace may have that name. */
    @Test
    void aPolicyOfANamespaceIsNotNamedByAKind() {
        for (String word : new String[] {"networkpolicy", "NetworkPolicies", "np"}) {
            assertThat(KindNames.parse(word)).isEmpty();
            assertThat(KindNames.reason(word)).isEqualTo("\nThe NetworkPolicy p of the namespace n is the policy n/p.");
        }
        for (String word : new String[] {"snp", "sgnp", "sknp", "stagedpolicies"}) {
            assertThat(KindNames.reason(word)).contains("stages nothing");
        }
    }

    @Test
    void kindsAreNamedInAnyCaseAndForm() {
        for (String word : new String[] {
            "policy", "policies", "pol", "pols", "POLICY", "Pol", "gnp", "gnps", "GlobalNetworkPolicies"
        }) {
            assertThat(KindNames.parse(word)).contains(Kind.POLICY);
        }
        for (Kind kind : Kind.values()) {
            if (kind != Kind.IPAM_BLOCK) {
                assertThat(KindNames.parse(kind.text())).contains(kind);
                assertThat(KindNames.parse(kind.collection())).contains(kind);
            }
        }
        assertThat(KindNames.parse("bgppeer")).isEmpty();
        assertThat(KindNames.parse("ipamblock")).isEmpty();
    }
}
