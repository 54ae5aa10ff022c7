package io.ringfence.calicoctl;

import java.util.ArrayList;
import java.util.List;

/**
 * A golden file: what a person types and sees. {@code $} begins a command, which may end in {@code << EOF} and then takes the lines up
 * to {@code EOF} as its input; what follows is the output as it stands, then each line of the error output after {@code "! "}, then
 * the exit status in brackets unless it is 0. Lines before the first command are remarks.
 */
record Transcript(String remarks, List<Step> steps) {

    record Step(String command, String input, String expected) {}

    interface Runner {
        Run run(String command, String input);
    }

    static Transcript parse(String text) {
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
                inInput = command.endsWith("<< EOF");
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
    String play(Runner runner) {
        StringBuilder text = new StringBuilder(remarks);
        for (Step step : steps) {
            boolean fed = step.command().endsWith("<< EOF");
            text.append("$ ").append(step.command()).append('\n');
            text.append(fed ? step.input() + "EOF\n" : "");
            Run run = runner.run(step.command().replace("<< EOF", "").strip(), step.input());
            text.append(run.out());
            run.err().lines().forEach(line -> text.append("! ").append(line).append('\n'));
            text.append(run.status() == 0 ? "" : "[" + run.status() + "]\n");
        }
        return text.toString();
    }

    /** Splits a command as a shell would that knows only quotes and blanks. */
    static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
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
