package io.ringfence.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.model.resource.Profile;
import io.ringfence.model.resource.WorkloadEndpoint;
import io.ringfence.testkit.Given;
import org.junit.jupiter.api.Test;

final class NamedProfileTest {
    @Test
    void onlyEndpointsNameProfiles() {
        WorkloadEndpoint endpoint =
                Given.workload("host-1", "w").profiles("WEB").build();
        assertThat(Profile.isNamed("WEB", endpoint)).isTrue();
        assertThat(Profile.isNamed("DB", endpoint)).isFalse();
        assertThat(Profile.isNamed("WEB", Given.profile("WEB").build())).isFalse();
    }
}
