package io.ringfence.calicoctl.template;

import io.ringfence.calicoctl.print.GoFloat;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as Go's verbs write them, without their signs. */
final class GoNumber {
    private static final int USUAL_PRECISION = 6;

    private GoNumber() {}

    /** @param digits at least so many; an integer of 0 with at least 0 digits has none */
    static String integer(long number, int radix, int digits) {
        String text = number == 0 && digits == 0 ? "" : Long.toString(number, radix);
        String magnitude = text.startsWith("-") ? text.substring(1) : text;
        return "0".repeat(Math.max(0, digits - magnitude.length())) + magnitude;
    }

    /** @param precision digits behind the point; negative when not given, as below */
    static String fixed(double number, int precision) {
        return Double.isFinite(number)
                ? new BigDecimal(Math.abs(number))
                        .setScale(usual(precision), RoundingMode.HALF_EVEN)
                        .toPlainString()
                : infinite(number);
    }

    static String scientific(double number, int precision) {
        if (!Double.isFinite(number)) {
            return infinite(number);
        }
        int behind = usual(precision);
        BigDecimal rounded =
                new BigDecimal(Math.abs(number)).round(new MathContext(behind + 1, RoundingMode.HALF_EVEN));
        String digits = rounded.unscaledValue().toString();
        String all = digits + "0".repeat(Math.max(0, behind + 1 - digits.length()));
        int exponent = number == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
        return all.charAt(0)
                + (behind == 0 ? "" : "." + all.substring(1, behind + 1))
                + "e%s%02d".formatted(exponent < 0 ? "-" : "+", Math.abs(exponent));
    }

    /**
     * The shorter of both forms.
     *
     * @param precision digits altogether; negative for as many as tell the number apart
     */
    static String general(double number, int precision) {
        if (!Double.isFinite(number)) {
            return infinite(number);
        }
        if (precision < 0 || number == 0) {
            return GoFloat.text(Math.abs(number));
        }
        int all = Math.max(1, precision);
        BigDecimal rounded = new BigDecimal(Math.abs(number))
                .round(new MathContext(all, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        return exponent < -4 || exponent >= all
                ? scientific(rounded.doubleValue(), rounded.precision() - 1)
                : rounded.toPlainString();
    }

    private static int usual(int precision) {
        return precision < 0 ? USUAL_PRECISION : precision;
    }

    private static String infinite(double number) {
        return Double.isNaN(number) ? "NaN" : "Inf";
    }
}
