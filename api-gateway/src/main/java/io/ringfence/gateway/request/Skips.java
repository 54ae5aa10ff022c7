package io.ringfence.gateway.request;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Which operations of a transaction are left out because there is nothing to do for them. One request's own. */
public final class Skips {
    private final Transaction whole;
    private final String reason;
    private final Set<Integer> skipped = new HashSet<>();

    /**
     * For one transaction.
     *
     * @param reason of the store that is no failure here; empty when every one is
     */
    public Skips(Transaction whole, String reason) {
        this.whole = whole;
        this.reason = reason;
    }

    /** Leaves out what was refused for the one reason that is no failure. False if nothing was. */
    public boolean skip(List<StoreAnswer.Reason> reasons) {
        List<Integer> sent = sent();
        int before = skipped.size();
        for (StoreAnswer.Reason each : reasons) {
            if (!reason.isEmpty()
                    && each.reason().equals(reason)
                    && each.operation() >= 0
                    && each.operation() < sent.size()) {
                skipped.add(sent.get(each.operation()));
            }
        }
        return skipped.size() > before;
    }

    public Transaction remaining() {
        return whole.without(skipped);
    }

    /** The refusal with indexes of operations as the client counts them. */
    public StoreAnswer.Refused renumber(StoreAnswer.Refused refused) {
        List<Integer> sent = sent();
        return new StoreAnswer.Refused(
                refused.status(),
                refused.detail(),
                refused.reasons().stream()
                        .map(each -> each.operation() < 0 || each.operation() >= sent.size()
                                ? each
                                : each.ofOperation(sent.get(each.operation())))
                        .toList());
    }

    /** One outcome for each operation of the whole, in its order. */
    public List<StoreAnswer.Outcome> merge(List<StoreAnswer.Outcome> outcomes) {
        List<StoreAnswer.Outcome> all = new ArrayList<>(whole.operations().size());
        Iterator<StoreAnswer.Outcome> done = outcomes.iterator();
        for (int i = 0; i < whole.operations().size(); i++) {
            if (skipped.contains(i)) {
                all.add(new StoreAnswer.Outcome(whole.operations().get(i).key(), "skipped"));
            } else if (done.hasNext()) {
                all.add(done.next());
            }
        }
        return all;
    }

    /** Indexes in the whole of what {@link #remaining} holds. */
    private List<Integer> sent() {
        List<Integer> sent = new ArrayList<>();
        for (int i = 0; i < whole.operations().size(); i++) {
            if (!skipped.contains(i)) {
                sent.add(i);
            }
        }
        return sent;
    }
}
