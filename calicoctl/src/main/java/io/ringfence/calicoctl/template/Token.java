package io.ringfence.calicoctl.template;

/**
 * A word of an action.
 *
 * @param text of a field without its dot, of a string without its quotes and escapes; otherwise as it stands
 * @param line in the template, from 1
 * @param apart whether a blank stands before it: {@code .A .B} are two arguments, {@code .A.B} is one
 */
record Token(Kind kind, String text, int line, boolean apart) {
    enum Kind {
        WORD,
        /** {@code .Name}. */
        FIELD,
        /** A dot alone. */
        DOT,
        /** {@code $name}, or {@code $} for what the template was given. */
        VARIABLE,
        STRING,
        NUMBER,
        /** One of {@code ( ) | , := =}. */
        SIGN
    }

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }
}
