package io.ringfence.model.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Pattern;

/** What is wrong with a JSON text, for whoever wrote it. */
public final class JsonReason {
    private static final Pattern LOCATION = Pattern.compile("\\[Source: [^;]*; line: ([0-9]+), column: [0-9]+]");
    private static final Pattern METHOD = Pattern.compile(", from `[^`]*`");

    private JsonReason() {}

    /** The parser's words, without its own classes, settings and methods; where the error is, is not among them. */
    public static String of(JsonProcessingException e) {
        String place = LOCATION.matcher(e.getOriginalMessage()).replaceAll("line $1");
        return METHOD.matcher(place).replaceAll("");
    }
}
