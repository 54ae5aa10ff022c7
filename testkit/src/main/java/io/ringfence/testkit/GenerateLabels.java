package io.ringfence.testkit;

import io.ringfence.model.selector.Selector;
import io.ringfence.model.selector.SelectorSyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Labels and selectors of the small universe. */
public final class GenerateLabels {
    static final List<String> TAGS = List.of("APP_7890", "WEB", "backup");
    private static final List<String> KEYS = List.of("role", "env", "backup", "example.com/team", "in");
    private static final List<String> VALUES = List.of("", "app", "database", "web", "prod", "true");
    /** Values that only a selector can hold. */
    private static final List<String> ODD_VALUES =
            List.of("it's", "say \"hi\"", "a && b", "\u00e9t\u00e9", "}", "line\nbreak");

    private static final List<String> TEXT_OPERATORS =
            List.of(" contains ", " starts with ", " ends with ", "startswith");

    private GenerateLabels() {}

    public static Map<String, String> labels(Random random) {
        Map<String, String> labels = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            labels.put(Generate.pick(random, KEYS), Generate.pick(random, VALUES));
        }
        return labels;
    }

    /** The text of a selector that a document may hold, often short, sometimes nested, in many spellings. */
    public static String selector(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> "";
            case 1 -> "all()";
            case 2, 3, 4, 5 -> atom(random);
            default -> {
                String text = expression(random, 3);
                try {
                    Selector.parse(text);
                    yield text;
                } catch (SelectorSyntaxException tooLong) {
                    yield atom(random);
                }
            }
        };
    }

    /** The text of a selector with at most so many levels of nesting; now and then longer than a document may hold. */
    public static String expression(Random random, int depth) {
        if (depth == 0) {
            return atom(random);
        }
        return switch (random.nextInt(6)) {
            case 0 -> "!" + operand(random, depth);
            case 1, 2 -> chain(random, depth, blanks(random) + "&&" + blanks(random));
            case 3, 4 -> chain(random, depth, blanks(random) + "||" + blanks(random));
            default -> "( " + expression(random, depth - 1) + ")";
        };
    }

    private static String chain(Random random, int depth, String operator) {
        StringBuilder text = new StringBuilder(operand(random, depth));
        for (int i = random.nextInt(3); i >= 0; i--) {
            text.append(operator).append(operand(random, depth));
        }
        return text.toString();
    }

    /** Not always in parentheses: how chains bind without them is part of what is tested. */
    private static String operand(Random random, int depth) {
        String text = expression(random, depth - 1);
        return random.nextInt(3) == 0 ? text : "(" + text + ")";
    }

    private static String atom(Random random) {
        String key = Generate.pick(random, KEYS);
        return switch (random.nextInt(9)) {
            case 0, 1 -> key + blanks(random) + "==" + blanks(random) + quoted(random);
            case 2 -> key + " != " + quoted(random);
            case 3 -> "has(" + blanks(random) + key + ")";
            case 4 -> key + " in " + set(random);
            case 5 -> key + (random.nextBoolean() ? " not in " : " notin") + set(random);
            case 6 -> key + " " + Generate.pick(random, TEXT_OPERATORS).strip() + " " + quoted(random);
            case 7 -> "has(" + Generate.pick(random, TAGS) + ")";
            default -> random.nextInt(4) == 0 ? "all()" : key + "=='" + Generate.pick(random, VALUES) + "'";
        };
    }

    private static String set(Random random) {
        StringBuilder text = new StringBuilder("{");
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(blanks(random)).append(quoted(random)).append(i > 1 || random.nextInt(4) == 0 ? "," : "");
        }
        return text.append(blanks(random)).append('}').toString();
    }

    private static String quoted(Random random) {
        String value = random.nextInt(10) == 0 ? Generate.pick(random, ODD_VALUES) : Generate.pick(random, VALUES);
        char quote = value.indexOf('"') >= 0 || (value.indexOf('\'') < 0 && random.nextBoolean()) ? '\'' : '"';
        return quote + value + quote;
    }

    private static String blanks(Random random) {
        return Generate.pick(random, List.of("", " ", " ", "  ", "\t", "\n"));
    }
}
