package io.ringfence.calicoctl.print;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GoFloatTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0",
        "1, 1",
        "-2.5, -2.5",
        "0.1, 0.1",
        "100000, 100000",
        "999999.5, 999999.5",
        "1000000, 1e+06",
        "6543215.321, 6.543215321e+06",
        "-12345678, -1.2345678e+07",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "1e100, 1e+100",
        "1e21, 1e+21"
    })
    void numbersLookAsTheOriginalPrintsThem(double value, String text) {
        assertThat(GoFloat.text(value)).isEqualTo(text);
    }
}
