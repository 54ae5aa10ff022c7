package io.ringfence.model.text;

import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * What a plain YAML value is. Booleans and null as in YAML 1.1; numbers in the forms that JSON, hexadecimal, octal and binary notation
 * have. Not numbers: base 60 ({@code 10:20} is a port range, {@code 12:34:56:11:22:33} a MAC address), underscores, infinity.
 */
final class YamlScalars {
    private static final String CORE_TAG = "tag:yaml.org,2002:";
    private static final Set<String> TRUE =
            Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
    private static final Set<String> FALSE =
            Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
    private static final Pattern INTEGER =
            Pattern.compile("[-+]?(0|[1-9][0-9]*)|[-+]?0[0-7]+|[-+]?0x[0-9a-fA-F]+|[-+]?0o[0-7]+|[-+]?0b[01]+");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

    private YamlScalars() {}

    static Tree.Scalar read(ScalarEvent event, int line) throws DocumentSyntaxException {
        String text = event.getValue();
        if (!Text.isWellFormed(text)) {
            throw new DocumentSyntaxException("text with half of a surrogate pair", line);
        }
        Tree.Type type = type(event, line);
        if (type == Tree.Type.BOOLEAN) {
            return new Tree.Scalar(Boolean.toString(TRUE.contains(text)), type, line);
        }
        return new Tree.Scalar(text, type, line);
    }

    /** Whether the text, written without quotes, would be read as text. */
    static boolean isPlainText(String text) {
        return plain(text) == Tree.Type.STRING;
    }

    private static Tree.Type type(ScalarEvent event, int line) throws DocumentSyntaxException {
        String tag = event.getTag();
        Tree.Type plain = plain(event.getValue());
        if (tag == null) {
            return event.getScalarStyle() == DumperOptions.ScalarStyle.PLAIN ? plain : Tree.Type.STRING;
        }
        Tree.Type wanted = switch (tag) {
            case "!", CORE_TAG + "str" -> Tree.Type.STRING;
            case CORE_TAG + "int" -> Tree.Type.INTEGER;
            case CORE_TAG + "float" -> Tree.Type.FLOAT;
            case CORE_TAG + "bool" -> Tree.Type.BOOLEAN;
            case CORE_TAG + "null" -> Tree.Type.NULL;
            default ->
                throw new DocumentSyntaxException("tag " + tag.replace(CORE_TAG, "!!") + " is not supported", line);
        };
        boolean fits = wanted == Tree.Type.STRING
                || wanted == plain
                || (wanted == Tree.Type.FLOAT && plain == Tree.Type.INTEGER);
        if (!fits) {
            throw new DocumentSyntaxException(
                    "'" + event.getValue() + "' is not of tag " + tag.replace(CORE_TAG, "!!"), line);
        }
        return wanted;
    }

    private static Tree.Type plain(String text) {
        if (NULL.contains(text)) {
            return Tree.Type.NULL;
        }
        if (TRUE.contains(text) || FALSE.contains(text)) {
            return Tree.Type.BOOLEAN;
        }
        // Nearly all texts are told by their first character, and the patterns would be a tenth of what reading a file
        // takes.
        char first = text.charAt(0);
        if ((first < '0' || first > '9') && first != '-' && first != '+' && first != '.') {
            return Tree.Type.STRING;
        }
        if (INTEGER.matcher(text).matches()) {
            return Tree.Type.INTEGER;
        }
        return FLOAT.matcher(text).matches() ? Tree.Type.FLOAT : Tree.Type.STRING;
    }
}
