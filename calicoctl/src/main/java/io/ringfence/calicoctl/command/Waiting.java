package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.api.Answer;
import io.ringfence.calicoctl.api.Gateway;
import io.ringfence.calicoctl.api.GatewayException;
import io.ringfence.calicoctl.api.Realized;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Waits until every live host has a revision in force. A gateway that cannot tell now may be able to in a moment. */
final class Waiting {
    /** The gateway answers when it is so, or after this time, so that the progress can be told. */
    private static final long STEP_MILLIS = 1_000;

    /** Before a gateway that could not tell is asked again. */
    private static final long PAUSE_MILLIS = 250;

    private final Session session;
    private final Gateway gateway;

    Waiting(Session session, Gateway gateway) {
        this.session = session;
        this.gateway = gateway;
    }

    /** Returns the exit status. */
    int until(long revision, long limitMillis) {
        session.flush();
        long start = System.nanoTime();
        Progress progress = new Progress(session.terminal());
        while (true) {
            long left = limitMillis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            switch (ask(revision, Math.clamp(left, 0, STEP_MILLIS))) {
                case Told(Realized realized) -> {
                    if (realized.complete()) {
                        progress.clear();
                        return inForce(realized);
                    }
                    if (left <= STEP_MILLIS) {
                        progress.clear();
                        return timedOut(realized, limitMillis);
                    }
                    progress.show("in force on " + realized.realized() + " of " + realized.live() + " live hosts");
                }
                case NotNow(String reason) -> {
                    if (left <= 0) {
                        progress.clear();
                        return untold(
                                session,
                                "Timed out after " + limitMillis
                                        + " ms: it is written, but where it is in force cannot be told: " + reason);
                    }
                    Pause.millis(
                            Math.min(left, PAUSE_MILLIS), "Interrupted. It is written, but perhaps not yet in force.");
                }
                case Never(String reason) -> {
                    progress.clear();
                    return untold(session, "It is written, but where it is in force cannot be told: " + reason);
                }
            }
        }
    }

    /** What the gateway says to one question. */
    private sealed interface Word {}

    private record Told(Realized realized) implements Word {}

    /** It is restarting, or has too many to answer. */
    private record NotNow(String reason) implements Word {}

    /** It will say the same when it is asked again. */
    private record Never(String reason) implements Word {}

    private Word ask(long revision, long waitMillis) {
        try {
            return switch (gateway.realized(revision, waitMillis)) {
                case Answer.Done<Realized>(Realized realized) -> new Told(realized);
                case Answer.Refused<Realized> refused ->
                    refused.status() == HttpURLConnection.HTTP_UNAVAILABLE
                            ? new NotNow(refused.message())
                            : new Never(refused.message());
            };
        } catch (GatewayException e) {
            return new NotNow(String.valueOf(e.getMessage()));
        }
    }

    /** The status of a write that is done, when nobody can say where it is in force. */
    static int untold(Session session, String complaint) {
        session.complain(complaint);
        return ExitStatus.TIMED_OUT;
    }

    private int inForce(Realized realized) {
        session.say(
                realized.live() == 0
                        ? "No host is live, so there is none to wait for."
                        : "In force on " + realized.realized() + " of " + realized.live() + " live hosts.");
        notWaitedFor(realized);
        return ExitStatus.DONE;
    }

    private int timedOut(Realized realized, long limitMillis) {
        session.complain("Timed out after " + limitMillis + " ms: in force on " + realized.realized() + " of "
                + realized.live() + " live hosts. Lagging:" + lines(realized.lagging()));
        notWaitedFor(realized);
        return ExitStatus.TIMED_OUT;
    }

    private void notWaitedFor(Realized realized) {
        if (!realized.notLive().isEmpty()) {
            session.complain("Not waited for, because they are not live:" + lines(realized.notLive()));
        }
    }

    private static String lines(List<Realized.Host> hosts) {
        StringBuilder text = new StringBuilder();
        hosts.forEach(host -> text.append("\n  ")
                .append(host.name())
                .append(" (")
                .append(host.state())
                .append(", at revision ")
                .append(host.realized())
                .append(')'));
        return text.toString();
    }
}
