package io.ringfence.calicoctl.template;

import io.ringfence.calicoctl.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts the inside of an action into words. */
final class Tokens {
    private static final String WORD = "[\\p{L}_][\\p{L}\\p{Nd}_]*";

    /** In strings nothing is given back: a group that can be costs stack each time it repeats. */
    private static final Pattern NEXT = Pattern.compile("(?<string>\"(?:[^\"\\\\\n]++|\\\\.)*+\"|`[^`]*+`)"
            + "|(?<number>[+-]?(?:0x[0-9a-fA-F]+|\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?))"
            + "|\\.(?<field>" + WORD + ")"
            + "|(?<dot>\\.)"
            + "|(?<variable>\\$(?:" + WORD + ")?)"
            + "|(?<word>" + WORD + ")"
            + "|(?<sign>:=|[()|,=])");

    private Tokens() {}

    /** Where the braces close that end an action; braces in strings and comments do not. */
    static int end(String template, int start, int line) {
        boolean comment = template.substring(start).stripLeading().startsWith("/*");
        if (comment) {
            int end = template.indexOf("*/", start);
            int close = end < 0 ? -1 : template.indexOf("}}", end);
            if (close < 0) {
                throw new TemplateException(line, "unclosed comment");
            }
            return close;
        }
        char quote = 0;
        for (int i = start; i < template.length(); i++) {
            char c = template.charAt(i);
            if (quote != 0) {
                if (c == '\\' && quote == '"') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '"' || c == '`') {
                quote = c;
            } else if (c == '}' && template.startsWith("}}", i)) {
                return i;
            }
        }
        throw new TemplateException(line, "unclosed action");
    }

    static List<Token> of(String code, int firstLine) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = NEXT.matcher(code);
        int line = firstLine;
        boolean apart = true;
        int at = 0;
        while (at < code.length()) {
            char c = code.charAt(at);
            if (Character.isWhitespace(c)) {
                line += c == '\n' ? 1 : 0;
                apart = true;
                at++;
                continue;
            }
            if (!matcher.region(at, code.length()).lookingAt()) {
                throw new TemplateException(line, "unexpected '" + c + "' in action");
            }
            tokens.add(token(matcher, line, apart));
            apart = false;
            at = matcher.end();
        }
        return tokens;
    }

    private static Token token(Matcher matcher, int line, boolean apart) {
        for (Kind kind : Kind.values()) {
            String text = matcher.group(kind.name().toLowerCase(Locale.ROOT));
            if (text != null) {
                return new Token(kind, kind == Kind.STRING ? unquoted(text, line) : text, line, apart);
            }
        }
        throw new IllegalStateException("no group matched");
    }

    private static String unquoted(String text, int line) {
        String inside = text.substring(1, text.length() - 1);
        try {
            return text.startsWith("`") ? inside : inside.translateEscapes();
        } catch (IllegalArgumentException e) {
            throw new TemplateException(line, "unknown escape in string " + text);
        }
    }
}
