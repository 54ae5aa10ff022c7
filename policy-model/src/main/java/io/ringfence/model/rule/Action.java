package io.ringfence.model.rule;

/** What happens to a packet that a rule matches. */
public enum Action {
    /** Accept; final for this endpoint and direction. */
    ALLOW,
    /** Drop; final. */
    DENY,
    /** Log, then go on with the next rule. */
    LOG,
    /** Skip what is left of this tier. In the older rule commands: {@code next-tier}. */
    PASS
}
