package io.ringfence.compiler.match;

import io.ringfence.model.selector.Selector;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * The selectors that are asked about: each distinct one once, with its answer, filed so that a thing finds those that may select it.
 * A selector is filed under the anchors of its cheapest conjunct, and there under each label that it names: a thing whose label changes
 * looks, for each anchor that it has, only at the selectors that name this label.
 */
final class SelectorIndex {
    private final IdTable<Selector> selectors = new IdTable<>();
    private final PostingMap<Anchor> byAnchor = new PostingMap<>();
    private final PostingMap<AnchorAndName> byAnchorAndName = new PostingMap<>();
    private final Labels labels;

    /** By selector: how many ask. */
    private int[] askers = new int[16];

    /** By selector: what it selects. */
    private @Nullable RoaringBitmap[] answers = new RoaringBitmap[16];

    /** By selector: where it is filed. */
    private @Nullable Filing[] filings = new Filing[16];

    private record AnchorAndName(Anchor anchor, String name) {}

    private record Filing(Set<Anchor> anchors, Set<String> names) {}

    SelectorIndex(Labels labels) {
        this.labels = labels;
    }

    /** Number of the selector, which its caller asks about from now on. When it is new, {@link #answer} must be set. */
    int ask(Selector selector) {
        int id = selectors.add(selector);
        if (id >= askers.length) {
            askers = Arrays.copyOf(askers, id * 2);
            answers = Arrays.copyOf(answers, id * 2);
            filings = Arrays.copyOf(filings, id * 2);
        }
        if (askers[id]++ == 0) {
            file(id, selector);
        }
        return id;
    }

    /** Gives up what {@link #ask} gave. */
    void release(int id) {
        if (--askers[id] == 0) {
            Filing filing = filing(id);
            for (Anchor anchor : filing.anchors()) {
                byAnchor.remove(anchor, id);
                for (String name : filing.names()) {
                    byAnchorAndName.remove(new AnchorAndName(anchor, name), id);
                }
            }
            filings[id] = null;
            answers[id] = null;
            selectors.remove(id);
        }
    }

    /** Whether only one asks, who has just begun. */
    boolean isNew(int id) {
        return answers[id] == null;
    }

    Selector selector(int id) {
        return selectors.get(id);
    }

    /** What the selector selects; the index's own bitmap. */
    RoaringBitmap answer(int id) {
        RoaringBitmap answer = answers[id];
        if (answer == null) {
            throw new IllegalStateException("no answer yet: " + selectors.get(id));
        }
        return answer;
    }

    void answer(int id, RoaringBitmap things) {
        answers[id] = things;
    }

    boolean isEmpty() {
        return selectors.isEmpty() && byAnchor.size() == 0 && byAnchorAndName.size() == 0;
    }

    /** Adds the selectors that may select a thing with these labels. */
    void addCandidates(int[] pairs, RoaringBitmap candidates) {
        byAnchor.forEach(Anchor.NONE, candidates::add);
        for (int pair : pairs) {
            String name = labels.nameOf(pair);
            byAnchor.forEach(new Anchor(name, null), candidates::add);
            byAnchor.forEach(new Anchor(name, labels.valueOf(pair)), candidates::add);
        }
    }

    /** Of the selectors that may select a thing with these labels, adds those that name this one. */
    void addCandidatesNaming(String name, int[] pairs, RoaringBitmap candidates) {
        byAnchorAndName.forEach(new AnchorAndName(Anchor.NONE, name), candidates::add);
        for (int pair : pairs) {
            String own = labels.nameOf(pair);
            byAnchorAndName.forEach(new AnchorAndName(new Anchor(own, null), name), candidates::add);
            byAnchorAndName.forEach(new AnchorAndName(new Anchor(own, labels.valueOf(pair)), name), candidates::add);
        }
    }

    private void file(int id, Selector selector) {
        Filing filing = new Filing(Anchor.of(selector.root(), this::cost), Anchor.namesIn(selector.root()));
        for (Anchor anchor : filing.anchors()) {
            byAnchor.add(anchor, id);
            for (String name : filing.names()) {
                byAnchorAndName.add(new AnchorAndName(anchor, name), id);
            }
        }
        filings[id] = filing;
    }

    /** Things times selectors that would meet under the anchor. */
    private long cost(Anchor anchor) {
        String name = anchor.name();
        String value = anchor.value();
        int things = name == null ? 0 : value == null ? labels.count(name) : labels.count(name, value);
        return (1L + things) * (1L + byAnchor.count(anchor));
    }

    private Filing filing(int id) {
        Filing filing = filings[id];
        if (filing == null) {
            throw new IllegalStateException("selector not filed: " + id);
        }
        return filing;
    }
}
