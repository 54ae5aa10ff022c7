package io.ringfence.calicoctl.words;

import java.util.List;

/** Reads words from left to right. Owner: the parse that made it. */
final class WordCursor {
    private final List<String> words;
    private int next;

    WordCursor(List<String> words) {
        this.words = words;
    }

    boolean atEnd() {
        return next == words.size();
    }

    /** Steps over the next word if it is this one. */
    boolean take(String word) {
        if (!atEnd() && words.get(next).equals(word)) {
            next++;
            return true;
        }
        return false;
    }

    /** The next word, whatever it says. */
    String value() throws MisuseException {
        if (atEnd()) {
            throw new MisuseException();
        }
        return words.get(next++);
    }

    void end() throws MisuseException {
        if (!atEnd()) {
            throw new MisuseException();
        }
    }
}
