package io.ringfence.calicoctl.template;

/** A template cannot be read or carried out. The message is for people and names the line. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TemplateException(int line, String message) {
        super("template: line " + line + ": " + message);
    }
}
