package io.ringfence.calicoctl.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a template that has been read. */
sealed interface Node {
    record Plain(String text) implements Node {}

    /** Prints the value, or declares or sets a variable. */
    record Print(Pipeline pipeline) implements Node {}

    /**
     * One of the two lists of parts.
     *
     * @param with whether the dot becomes the value in {@code then}
     */
    record If(Pipeline condition, boolean with, List<Node> then, List<Node> otherwise) implements Node {}

    /** {@code body} for each item, {@code otherwise} if there is none. */
    record Range(Pipeline items, List<Node> body, List<Node> otherwise) implements Node {}

    /**
     * Commands, each of which takes the value of the one before as its last argument.
     *
     * @param variables that get the value; for {@code range} index and item
     * @param declares whether the variables are new ({@code :=}) or set ({@code =})
     */
    record Pipeline(List<String> variables, boolean declares, List<Call> commands, int line) {}

    /** A function with its arguments, or a single value. */
    record Call(List<Operand> operands, int line) {}

    /** What a command is made of. */
    sealed interface Operand {}

    record Literal(@Nullable Object value) implements Operand {}

    record Function(String name) implements Operand {}

    /**
     * A value, and a field of it, and a field of that.
     *
     * @param fields in order; none for the value itself
     */
    record Chain(Root root, List<String> fields) implements Operand {}

    /** Where a chain begins. */
    sealed interface Root {}

    record Dot() implements Root {}

    record Variable(String name) implements Root {}

    record Parenthesis(Pipeline pipeline) implements Root {}
}
