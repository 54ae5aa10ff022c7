package io.ringfence.agent.docker.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.agent.docker.network.Leftovers.Decision;
import io.ringfence.agent.docker.network.Leftovers.Link;
import io.ringfence.agent.docker.network.Leftovers.Observation;
import io.ringfence.agent.docker.network.Leftovers.StoredEndpoint;
import io.ringfence.model.resource.Revision;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LeftoversTest {
    private static final StoredEndpoint ONE = new StoredEndpoint("one", "calione", new Revision(7));
    private static final Link MOVED = new Link("calione", "one", true);
    private static final Link HALF = new Link("calione", "one", false);

    private static Observation seen(List<StoredEndpoint> stored, Set<String> live, Link... links) {
        return new Observation(
                stored, live, List.of(links), links.length == 0 ? Set.of("lo") : Set.of("lo", "calione"));
    }

    /** What two observations of the same make go. */
    private static Decision twice(Observation seen) {
        Decision first = Leftovers.decide(Set.of(), seen);
        assertThat(first.endpoints()).isEmpty();
        assertThat(first.links()).isEmpty();
        return Leftovers.decide(first.suspects(), seen);
    }

    @Test
    void anEndpointWithoutContainerAndLinkGoesAfterTheSecondLook() {
        assertThat(twice(seen(List.of(ONE), Set.of())).endpoints()).containsExactly(ONE);
    }

    @Test
    void anEndpointWithAContainerOrALinkStays() {
        assertThat(twice(seen(List.of(ONE), Set.of("one"))).suspects()).isEmpty();
        assertThat(twice(seen(List.of(ONE), Set.of("one"), MOVED)).suspects()).isEmpty();
        assertThat(twice(seen(List.of(ONE), Set.of(), MOVED)).suspects()).isEmpty();
    }

    @Test
    void anInterfaceOfThatNameThatIsNotOursKeepsTheEndpoint() {
        Observation seen = new Observation(List.of(ONE), Set.of(), List.of(), Set.of("lo", "calione"));
        assertThat(twice(seen).suspects()).isEmpty();
    }

    @Test
    void aLinkWhoseOtherEndWasNeverMovedGoesBeforeItsEndpoint() {
        Decision decision = twice(seen(List.of(ONE), Set.of(), HALF));
        assertThat(decision.links()).containsExactly(HALF);
        assertThat(decision.endpoints()).isEmpty();
        assertThat(twice(seen(List.of(ONE), Set.of("one"), HALF)).links()).isEmpty();
    }

    @Test
    void aLinkWithoutEndpointGoes() {
        assertThat(twice(seen(List.of(), Set.of(), MOVED)).links()).containsExactly(MOVED);
        assertThat(twice(seen(List.of(), Set.of("one"), MOVED)).links()).isEmpty();
    }

    @Test
    void aChangeBetweenTheLooksStartsAnew() {
        Set<String> suspects =
                Leftovers.decide(Set.of(), seen(List.of(ONE), Set.of())).suspects();
        StoredEndpoint changed = new StoredEndpoint("one", "calione", new Revision(8));
        assertThat(Leftovers.decide(suspects, seen(List.of(changed), Set.of())).endpoints())
                .isEmpty();
        Set<String> between =
                Leftovers.decide(suspects, seen(List.of(ONE), Set.of("one"))).suspects();
        assertThat(Leftovers.decide(between, seen(List.of(ONE), Set.of())).endpoints())
                .isEmpty();
    }
}
