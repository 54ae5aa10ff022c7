package io.ringfence.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.gateway.problems.ProblemType;
import io.ringfence.gateway.problems.RefusedException;
import io.ringfence.model.resource.Revision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectationTest {
    @Test
    void readsWhatAWriteMayExpect() {
        assertThat(Expectation.of(null, null)).isEqualTo(new Expectation.Anything());
        assertThat(Expectation.of("*", null)).isEqualTo(new Expectation.Present());
        assertThat(Expectation.of(null, "*")).isEqualTo(new Expectation.Absent());
        assertThat(Expectation.of(" \"12\" ", null)).isEqualTo(new Expectation.At(new Revision(12)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "\"12", "\"12\", \"13\"", "**", "W/12"})
    void refusesWhatIsNoEntityTag(String header) {
        assertThatThrownBy(() -> Expectation.of(header, null))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.problem().type()).isEqualTo(ProblemType.MALFORMED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"abc\"", "W/\"12\"", "\"\"", "\"0\"", "\"99999999999999999999\"", "\"012\"", "\"-1\""})
    void aTagThatNoResourceCanHaveIsAFailedPrecondition(String header) {
        assertThatThrownBy(() -> Expectation.of(header, null))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.problem().type()).isEqualTo(ProblemType.PRECONDITION_FAILED));
    }

    @Test
    void refusesBothHeadersAndTagsInIfNoneMatch() {
        assertThatThrownBy(() -> Expectation.of("*", "*")).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> Expectation.of(null, "\"12\"")).isInstanceOf(RefusedException.class);
    }

    @Test
    void readsNameRevisionsInLists() {
        assertThat(Expectation.names("\"11\", W/\"12\"", new Revision(12))).isTrue();
        assertThat(Expectation.names("\"11\"", new Revision(1))).isFalse();
        assertThat(Expectation.names("*", new Revision(1))).isTrue();
    }
}
