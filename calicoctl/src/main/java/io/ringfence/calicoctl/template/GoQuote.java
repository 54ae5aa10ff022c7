package io.ringfence.calicoctl.template;

import org.jspecify.annotations.Nullable;

/** Texts as Go's {@code %q} quotes them: what cannot be seen is written as an escape. */
final class GoQuote {
    private static final int BYTE_ORDER_MARK = 0xfeff;

    private GoQuote() {}

    /** @param ascii whether all beyond ASCII is written as an escape too */
    static String text(String text, boolean ascii) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> quoted.append(escaped(c, '"', ascii)));
        return quoted.append('"').toString();
    }

    /** One character, which may be given as any number. */
    static String character(long number, boolean ascii) {
        boolean is = Character.MIN_CODE_POINT <= number && number <= Character.MAX_CODE_POINT;
        return "'" + escaped(is ? (int) number : '\ufffd', '\'', ascii) + "'";
    }

    /** Between backquotes, which know no escapes; null for what cannot stand there. */
    static @Nullable String raw(String text) {
        boolean can = text.codePoints()
                .allMatch(c -> (c >= ' ' || c == '\t') && c != '`' && c != 0x7f && c != BYTE_ORDER_MARK);
        return can ? "`" + text + "`" : null;
    }

    private static String escaped(int c, char quote, boolean ascii) {
        if (c == quote || c == '\\') {
            return "\\" + (char) c;
        }
        if (ascii ? c < 0x7f && isPrintable(c) : isPrintable(c)) {
            return Character.toString(c);
        }
        return switch (c) {
            case 0x07 -> "\\a";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case 0x0b -> "\\v";
            default -> String.format(c < 0x80 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
        };
    }

    /** Letters, marks, digits, punctuation, symbols, and of all spaces that of ASCII. */
    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }
}
