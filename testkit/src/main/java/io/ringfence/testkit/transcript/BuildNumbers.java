package io.ringfence.testkit.transcript;

import io.ringfence.testkit.transcript.Transcript.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers that differ from build to build, by the words that golden files have for them: {@code {version}} for the build's own and
 * {@code {java}} for the Java that runs it.
 */
public final class BuildNumbers {
    private static final Pattern VERSION =
            Pattern.compile("<artifactId>ringfence</artifactId>\\s*<version>([^<]+)</version>");

    private final String version;

    private BuildNumbers(String version) {
        this.version = version;
    }

    /** As a pom of this build says, the topmost or one of a module. */
    public static BuildNumbers of(Path pom) throws IOException {
        Matcher found = VERSION.matcher(Files.readString(pom));
        if (!found.find()) {
            throw new IllegalArgumentException("no version of the build in " + pom);
        }
        return new BuildNumbers(found.group(1));
    }

    /** The same outcome with words where the output has one of these numbers as the whole value of a line. */
    public Outcome masked(Outcome outcome) {
        String out = mask(mask(outcome.out(), version, "{version}"), System.getProperty("java.version"), "{java}");
        return new Outcome(outcome.status(), out, outcome.err());
    }

    private static String mask(String text, String number, String word) {
        return Pattern.compile("(?m)^([A-Z][a-z]+: +)" + Pattern.quote(number) + "$")
                .matcher(text)
                .replaceAll("$1" + Matcher.quoteReplacement(word));
    }
}
