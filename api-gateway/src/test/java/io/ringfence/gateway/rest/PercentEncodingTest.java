package io.ringfence.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PercentEncodingTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/a%2Fb", "/%C3%A4", "/a+b?c=%20", "%7f", "/100%25"})
    void acceptsOctetsThatAreUtf8(String text) {
        assertThat(PercentEncoding.isWellFormed(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%", "%2", "/%zz", "/%-1", "/%ff", "/%C3", "/%c0%80", "/%00", "/\u00e4", "a%2", "%ED%A0%80"})
    void refusesTheRest(String text) {
        assertThat(PercentEncoding.isWellFormed(text)).isFalse();
    }
}
