package io.ringfence.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenTest {
    @Test
    void admitsOnlyItsHolder() {
        Token token = Token.of("secret");
        assertThat(token.admits("Bearer secret")).isTrue();
        assertThat(token.admits("bearer  secret")).isTrue();
        assertThat(token.admits("Bearer secret2")).isFalse();
        assertThat(token.admits("Bearer ")).isFalse();
        assertThat(token.admits("secret")).isFalse();
        assertThat(token.admits(null)).isFalse();
    }

    @Test
    void withoutATokenEverybodyIsAdmitted() {
        assertThat(Token.none().admits(null)).isTrue();
    }
}
