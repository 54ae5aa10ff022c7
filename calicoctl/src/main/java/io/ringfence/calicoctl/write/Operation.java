package io.ringfence.calicoctl.write;

/** What is done with each resource of a file. */
public enum Operation {
    CREATE("create", "created"),
    APPLY("apply", "applied"),
    REPLACE("replace", "replaced"),
    DELETE("delete", "deleted");

    private final String verb;
    private final String past;

    Operation(String verb, String past) {
        this.verb = verb;
        this.past = past;
    }

    /** As commands and the API spell it. */
    public String verb() {
        return verb;
    }

    /** As messages say that it is done. */
    public String past() {
        return past;
    }
}
