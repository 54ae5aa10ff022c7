package io.ringfence.calicoctl.write;

/** What is done with each resource of a file. */
public enum Operation {
    CREATE("create", "created", "Create"),
    APPLY("apply", "applied", "Apply"),
    REPLACE("replace", "replaced", "Update"),
    DELETE("delete", "deleted", "Delete");

    private final String verb;
    private final String past;
    private final String call;

    Operation(String verb, String past, String call) {
        this.verb = verb;
        this.past = past;
        this.call = call;
    }

    /** As commands and the API spell it. */
    public String verb() {
        return verb;
    }

    /** As the original's messages name the operation itself. */
    public String call() {
        return call;
    }

    /** As messages say that it is done. */
    public String past() {
        return past;
    }
}
