package io.ringfence.testkit.transcript;

import java.util.ArrayList;
import java.util.List;

/**
 * A golden file: what a person types and sees. {@code $} begins a command, which may hold {@code << EOF} and then takes the lines up
 * to {@code EOF} as its input; what follows is the output as it stands, then each line of the error output after {@code "! "}, then
 * the exit status in brackets unless it is 0. Lines before the first command are remarks.
 */
public record Transcript(String remarks, List<Step> steps) {
    private static final String FED = "<< EOF";

    public Transcript {
        steps = List.copyOf(steps);
    }

    /** A command as typed, with the lines that it takes as input, and what the file says of it. */
    public record Step(String command, String input, String expected) {}

    /** What really came of a command. */
    public record Outcome(int status, String out, String err) {}

    /** Runs a step's command with its input. */
    public interface Runner {
        Outcome run(Step step);
    }

    public static Transcript parse(String text) {
        StringBuilder remarks = new StringBuilder();
        List<Step> steps = new ArrayList<>();
        String command = "";
        StringBuilder input = new StringBuilder();
        StringBuilder expected = remarks;
        boolean inInput = false;
        for (String line : text.split("(?<=\n)", -1)) {
            if (inInput) {
                inInput = !line.equals("EOF\n");
                input.append(inInput ? line : "");
            } else if (line.startsWith("$ ")) {
                if (!command.isEmpty()) {
                    steps.add(new Step(command, input.toString(), expected.toString()));
                }
                command = line.strip().substring(2);
                inInput = command.contains(FED);
                input = new StringBuilder();
                expected = new StringBuilder();
            } else {
                expected.append(line);
            }
        }
        steps.add(new Step(command, input.toString(), expected.toString()));
        return new Transcript(remarks.toString(), steps);
    }

    /** The same commands with what really came of them, in the form of the file. */
    public String play(Runner runner) {
        StringBuilder text = new StringBuilder(remarks);
        for (Step step : steps) {
            text.append("$ ").append(step.command()).append('\n');
            text.append(step.command().contains(FED) ? step.input() + "EOF\n" : "");
            Outcome outcome = runner.run(step);
            text.append(outcome.out());
            outcome.err().lines().forEach(line -> text.append("! ").append(line).append('\n'));
            text.append(outcome.status() == 0 ? "" : "[" + outcome.status() + "]\n");
        }
        return text.toString();
    }

    /** The words of a command, split as a shell would that knows only quotes and blanks; without the mark of its input. */
    public static List<String> words(String command) {
        String plain = command.replace(FED, "");
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                begun = true;
            } else if (c == ' ') {
                if (begun) {
                    words.add(word.toString());
                }
                word = new StringBuilder();
                begun = false;
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }
}
