package io.ringfence.model.text;

/** How a text is written. */
public enum Format {
    /** JSON if the text begins like it and is it, else YAML. */
    AUTO,
    YAML,
    JSON
}
