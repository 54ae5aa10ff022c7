package io.ringfence.compiler.match;

/**
 * Counts what the rooms do, so that tests can hold them to "work follows the change" and operators see what a batch cost. Each step that
 * is repeated for every one of something counts here. Owner: the compiler's thread.
 */
public final class Work {
    private long thingsVisited;
    private long selectorsEvaluated;
    private long policiesVisited;
    private long groupsVisited;
    private long membersVisited;
    private long recordsCompared;

    public void visitThing() {
        thingsVisited++;
    }

    public void evaluateSelector() {
        selectorsEvaluated++;
    }

    public void visitPolicy() {
        policiesVisited++;
    }

    public void visitGroup() {
        groupsVisited++;
    }

    public void visitMember() {
        membersVisited++;
    }

    public void compareRecord() {
        recordsCompared++;
    }

    /** All steps since the start. */
    public long total() {
        return thingsVisited + selectorsEvaluated + policiesVisited + groupsVisited + membersVisited + recordsCompared;
    }

    @Override
    public String toString() {
        return "things visited " + thingsVisited + ", selectors evaluated " + selectorsEvaluated + ", policies visited "
                + policiesVisited + ", groups visited " + groupsVisited + ", members visited " + membersVisited
                + ", records compared " + recordsCompared;
    }
}
