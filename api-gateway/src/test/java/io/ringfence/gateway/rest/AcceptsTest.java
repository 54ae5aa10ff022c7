package io.ringfence.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptsTest {
    @Test
    void noHeaderAcceptsEverything() {
        assertThat(Accepts.includes(null, Route.JSON)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/*", "text/html, application/JSON;q=0.5", "text/html;q=1,*/*;q=0.1"})
    void acceptsRangesThatHoldTheType(String header) {
        assertThat(Accepts.includes(header, Route.JSON)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/json;q=0", "application/json; q=0.000", "application", ";;,,"})
    void doesNotAcceptTheRest(String header) {
        assertThat(Accepts.includes(header, Route.JSON)).isFalse();
    }
}
