package io.ringfence.calicoctl.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A template that has been read. Any thread; can be carried out again. */
public final class Template {
    private final List<Node> nodes;

    private Template(List<Node> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    /** Throws {@link TemplateException}. */
    public static Template parse(String text) {
        return new Template(Parser.parse(text));
    }

    /** The text that it makes of {@code data}. Throws {@link TemplateException}. */
    public String execute(@Nullable Object data) {
        return new Execution(data).run(nodes);
    }
}
