package io.ringfence.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.kit.config.Secret;
import org.junit.jupiter.api.Test;

class TokenTest {
    @Test
    void admitsOnlyItsHolder() {
        Token token = Token.of(new Secret("secret"));
        assertThat(token.admits("Bearer secret")).isTrue();
        assertThat(token.admits("bearer  secret")).isTrue();
        assertThat(token.admits("Bearer secret2")).isFalse();
        assertThat(token.admits("Bearer ")).isFalse();
        assertThat(token.admits("secret")).isFalse();
        assertThat(token.admits(null)).isFalse();
        assertThat(token.admits(Token.shown(new Secret("secret")))).isTrue();
    }

    @Test
    void withoutATokenEverybodyIsAdmitted() {
        assertThat(Token.of(null).admits(Token.shown(null))).isTrue();
    }
}
