package io.ringfence.model.text;

import io.ringfence.model.validate.Limits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentEndEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.events.StreamStartEvent;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * YAML to one tree a document, from the parser's events, so that no tag ever makes an object and plain values are read by
 * {@link YamlScalars}. An alias is the same tree again; its weight counts each time.
 */
final class YamlTrees {
    private static final String CORE_TAG = "tag:yaml.org,2002:";

    private final Iterator<Event> events;
    private final Map<String, Anchor> anchors = new HashMap<>();
    private int nodes;
    private int deepest;

    /**
     * @param weight nodes that the tree stands for
     * @param height mappings and sequences inside each other
     */
    private record Anchor(Tree tree, int weight, int height) {}

    private YamlTrees(Iterator<Event> events) {
        this.events = events;
    }

    /** The documents of a stream, an empty one as null value. None for a stream of blanks and comments. */
    static List<Tree> read(String text) throws DocumentSyntaxException {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Limits.MAX_BODY_BYTES);
        options.setNestingDepthLimit(Limits.MAX_NESTING);
        try {
            return new YamlTrees(new Yaml(options)
                            .parse(new java.io.StringReader(text))
                            .iterator())
                    .documents();
        } catch (MarkedYAMLException e) {
            String reason = e.getProblem() == null ? "not readable" : e.getProblem();
            String context = e.getContext() == null ? "" : e.getContext() + ": ";
            throw new DocumentSyntaxException(
                    context + reason,
                    e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1);
        } catch (YAMLException e) {
            throw new DocumentSyntaxException(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("not readable"),
                    lineOfBadCharacter(text));
        }
    }

    private List<Tree> documents() throws DocumentSyntaxException {
        List<Tree> documents = new ArrayList<>();
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof DocumentStartEvent) {
                anchors.clear();
                documents.add(node(events.next(), 0));
                if (!(events.next() instanceof DocumentEndEvent)) {
                    throw new DocumentSyntaxException("expected the end of the document", line(event));
                }
            } else if (!(event instanceof StreamStartEvent)) {
                break;
            }
        }
        return documents;
    }

    private Tree node(Event event, int depth) throws DocumentSyntaxException {
        if (++nodes > Limits.MAX_NODES) {
            throw new DocumentSyntaxException("more than " + Limits.MAX_NODES + " values", line(event));
        }
        if (event instanceof AliasEvent alias) {
            return alias(alias, depth);
        }
        if (depth > Limits.MAX_NESTING) {
            throw new DocumentSyntaxException("nested deeper than " + Limits.MAX_NESTING, line(event));
        }
        int nodesBefore = nodes;
        int deepestBefore = deepest;
        deepest = depth;
        Tree tree = content(event, depth);
        String anchor = ((NodeEvent) event).getAnchor();
        if (anchor != null) {
            anchors.put(anchor, new Anchor(tree, nodes - nodesBefore, deepest - depth));
        }
        deepest = Math.max(deepest, deepestBefore);
        return tree;
    }

    private Tree content(Event event, int depth) throws DocumentSyntaxException {
        return switch (event) {
            case ScalarEvent scalar -> YamlScalars.read(scalar, line(event));
            case SequenceStartEvent start -> {
                coreTag(start.getTag(), "seq", start);
                yield sequence(start, depth + 1);
            }
            case MappingStartEvent start -> {
                coreTag(start.getTag(), "map", start);
                yield mapping(start, depth + 1);
            }
            default -> throw new DocumentSyntaxException("unexpected " + event.getEventId(), line(event));
        };
    }

    private Tree alias(AliasEvent alias, int depth) throws DocumentSyntaxException {
        Anchor anchor = anchors.get(alias.getAnchor());
        if (anchor == null) {
            throw new DocumentSyntaxException("unknown anchor '" + alias.getAnchor() + "' referenced", line(alias));
        }
        nodes += anchor.weight();
        deepest = Math.max(deepest, depth + anchor.height());
        if (nodes > Limits.MAX_NODES) {
            throw new DocumentSyntaxException("more than " + Limits.MAX_NODES + " values", line(alias));
        }
        if (depth + anchor.height() > Limits.MAX_NESTING) {
            throw new DocumentSyntaxException("nested deeper than " + Limits.MAX_NESTING, line(alias));
        }
        return anchor.tree();
    }

    private Tree sequence(Event start, int depth) throws DocumentSyntaxException {
        List<Tree> items = new ArrayList<>();
        for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
            items.add(node(event, depth));
        }
        return new Tree.Sequence(items, line(start));
    }

    private Tree mapping(Event start, int depth) throws DocumentSyntaxException {
        List<Tree.Entry> entries = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
            int line = line(event);
            if (!(node(event, depth) instanceof Tree.Scalar key) || key.type() == Tree.Type.NULL) {
                throw new DocumentSyntaxException("key is not a plain value", line);
            }
            if (!keys.add(key.text())) {
                throw new DocumentSyntaxException("duplicate key \"" + key.text() + "\"", line);
            }
            entries.add(new Tree.Entry(key.text(), node(events.next(), depth), line));
        }
        return new Tree.Mapping(entries, line(start));
    }

    /** Refuses every tag but the one that the content has anyway. */
    private static void coreTag(@Nullable String tag, String wanted, Event event) throws DocumentSyntaxException {
        if (tag != null && !tag.equals("!") && !tag.equals(CORE_TAG + wanted)) {
            throw new DocumentSyntaxException("tag " + tag.replace(CORE_TAG, "!!") + " is not supported", line(event));
        }
    }

    private static int line(Event event) {
        return event.getStartMark() == null ? 0 : event.getStartMark().getLine() + 1;
    }

    /** The reader of characters says an offset only. */
    private static int lineOfBadCharacter(String text) {
        int line = 1;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (!StreamReader.isPrintable(text.codePointAt(i))) {
                return line;
            }
            line += text.charAt(i) == '\n' ? 1 : 0;
        }
        return 0;
    }
}
