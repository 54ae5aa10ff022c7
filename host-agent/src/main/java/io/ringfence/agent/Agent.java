package io.ringfence.agent;

import io.ringfence.agent.cache.StateFile;
import io.ringfence.agent.intake.ShardIntake;
import io.ringfence.agent.program.Kernel;
import io.ringfence.agent.program.KernelException;
import io.ringfence.agent.program.Outcome;
import io.ringfence.agent.program.Programmer;
import io.ringfence.agent.reconcile.TableEdit.Placement;
import io.ringfence.agent.render.RenderSettings;
import io.ringfence.agent.render.Rendered;
import io.ringfence.agent.render.Renderer;
import io.ringfence.agent.report.HostReport;
import io.ringfence.agent.report.ProgrammedEndpoints;
import io.ringfence.agent.wanted.ShardImage;
import io.ringfence.log.record.HostStatus;
import io.ringfence.log.record.HostStatus.State;
import io.ringfence.log.record.Progress;
import io.ringfence.log.record.ShardRecord;
import io.ringfence.log.tail.TailListener;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One host's loop, without the log: whoever follows the log hands records to {@link #follow}. One thread owns all mutable state;
 * everything below runs on it. What arrives while the kernel is being written is taken together at the next attempt.
 */
public final class Agent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

    /** Reports are at least so far apart; the first after a quiet time goes at once. */
    private static final Duration REPORT_GAP = Duration.ofMillis(200);

    /** A host that has not reported for much longer is gone. */
    private static final Duration REPORT_PERIOD = Duration.ofSeconds(10);

    /** After a failure: doubled each time up to {@link #QUICK_RETRIES}, then the slow pace until it works. */
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);

    private static final int QUICK_RETRIES = 6;
    private static final Duration SLOW_RETRY = Duration.ofSeconds(30);
    private static final Duration SWEEP_PAUSE = Duration.ofMillis(200);
    /** The state file follows the kernel at this distance, so that a burst of changes is one write. */
    private static final Duration STATE_DELAY = Duration.ofSeconds(2);

    private final String host;
    private final Programmer programmer;
    private final Renderer renderer;
    private final @Nullable StateFile stateFile;
    private final Consumer<HostStatus> publish;
    private final InstantSource clock;
    private final Duration refreshInterval;
    private final AgentMeters meters;
    private final HostReport report;
    private final ScheduledThreadPoolExecutor thread;

    // All owned by the thread.
    private ShardImage image;
    private boolean programQueued;
    private boolean retryQueued;
    private boolean stateQueued;
    private boolean sweepQueued;
    private boolean reportQueued;
    private int failures;
    private long reportedAtNanos = System.nanoTime() - REPORT_PERIOD.toNanos();
    private volatile State state = State.STARTING;
    /** Whether the kernel holds rules of ours, so that interfaces that they do not name are closed. Set once. */
    private volatile boolean protects;

    private final ProgrammedEndpoints programmedEndpoints = new ProgrammedEndpoints();

    /**
     * Starts the thread; nothing is written before {@link #follow}'s listener is in sync, or {@link #restore}.
     *
     * @param stateFile null for none
     * @param publish takes reports on the agent's thread and does not block
     */
    public Agent(
            String host,
            Kernel kernel,
            RenderSettings renderSettings,
            Placement placement,
            Duration refreshInterval,
            @Nullable StateFile stateFile,
            Consumer<HostStatus> publish,
            AgentMeters meters,
            InstantSource clock) {
        this.host = host;
        this.programmer = new Programmer(kernel, placement);
        this.renderer = new Renderer(renderSettings);
        this.refreshInterval = refreshInterval;
        this.stateFile = stateFile;
        this.publish = publish;
        this.meters = meters;
        this.clock = clock;
        this.report = new HostReport(host);
        this.image = new ShardImage(host);
        this.thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("agent-" + host).factory());
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        after(REPORT_PERIOD, this::period);
        after(jittered(refreshInterval), this::refreshPeriod);
    }

    /** Runs tasks one at a time, in order, on the agent's thread; a task that throws is logged and ends nothing else. */
    public Executor executor() {
        return task -> thread.execute(guarded(task));
    }

    /** Protects a host that has nothing installed by what its state file says. Before any {@link #follow}. */
    public void restore() {
        executor().execute(() -> {
            try {
                Optional<List<ShardRecord>> records = stateFile == null ? Optional.empty() : stateFile.read();
                protects = !programmer.isBlank();
                if (records.isEmpty() || protects) {
                    return;
                }
                ShardImage remembered = new ShardImage(host);
                records.get().forEach(remembered::put);
                Outcome outcome = programmer.apply(renderer.render(remembered));
                protects = outcome.failure() == null;
                meters.programmed(outcome, Duration.ZERO);
                Progress progress = remembered.progress();
                report.waiting("protected by the state file of revision "
                        + (progress == null ? "0" : progress.revision()) + "; the log has not been read yet");
                LOG.info("{}: programmed from the state file: {}", host, outcome);
                reportSoon();
            } catch (IOException | KernelException e) {
                LOG.warn("{}: the state file is of no use: {}", host, e.toString());
            }
        });
    }

    /**
     * A listener that fills a fresh image from the log; it takes the place of the one before.
     *
     * @param failed called on the agent's thread when the listener has been told to start again
     */
    public TailListener follow(Consumer<RuntimeException> failed) {
        ShardImage fresh = new ShardImage(host);
        return new ShardIntake(
                fresh,
                host,
                () -> {
                    image = fresh;
                    changed();
                },
                cause -> {
                    LOG.warn("{}: the log cannot be followed, starting again: {}", host, cause.toString());
                    report.waiting("the log cannot be followed: " + cause.getMessage());
                    reportSoon();
                    failed.accept(cause);
                });
    }

    private void changed() {
        Progress progress = image.progress();
        if (progress == null) {
            report.waiting("the shard has never been published");
            reportSoon();
            return;
        }
        report.seen(progress);
        meters.seen(progress);
        if (!programQueued) {
            programQueued = true;
            // Behind what the log has handed over already, so that it is taken together.
            thread.execute(guarded(() -> {
                programQueued = false;
                program(false);
            }));
        }
    }

    private void program(boolean fresh) {
        Progress progress = image.progress();
        if (progress == null) {
            return;
        }
        long start = System.nanoTime();
        Rendered rendered = renderer.render(image);
        Outcome outcome = fresh ? programmer.refresh(rendered) : programmer.apply(rendered);
        meters.programmed(outcome, Duration.ofNanos(System.nanoTime() - start));
        report.programmed(image, rendered, outcome, clock.instant());
        state = report.state();
        protects |= outcome.failure() == null;
        programmedEndpoints.programmed(progress.revision(), report.endpoints());
        outcome.repairs().forEach(repair -> LOG.warn("{}: repaired: {}", host, repair));
        if (outcome.failure() != null) {
            failures++;
            LOG.warn("{}: not programmed, attempt {}: {}", host, failures, outcome.failure());
            retry(failures <= QUICK_RETRIES ? FIRST_RETRY.multipliedBy(1L << (failures - 1)) : SLOW_RETRY);
        } else {
            failures = 0;
            if (!outcome.held().isEmpty()) {
                LOG.warn("{}: held back: {}", host, outcome.held());
                retry(SLOW_RETRY);
            }
            sweepSoon();
            stateSoon();
        }
        reportSoon();
    }

    private void retry(Duration pause) {
        if (!retryQueued) {
            retryQueued = true;
            after(pause, () -> {
                retryQueued = false;
                programmer.retryHeld();
                program(false);
            });
        }
    }

    /** Reads the kernel now and mends what differs. Any thread. */
    public void refresh() {
        executor().execute(() -> program(true));
    }

    private void refreshPeriod() {
        after(jittered(refreshInterval), this::refreshPeriod);
        program(true);
    }

    private void sweepSoon() {
        if (!sweepQueued) {
            sweepQueued = true;
            after(SWEEP_PAUSE, this::sweep);
        }
    }

    private void sweep() {
        sweepQueued = false;
        try {
            if (programmer.sweep()) {
                sweepSoon();
            }
        } catch (KernelException e) {
            LOG.warn("{}: sets could not be destroyed: {}", host, e.getMessage());
        }
    }

    private void stateSoon() {
        StateFile file = stateFile;
        if (file != null && !stateQueued) {
            stateQueued = true;
            after(STATE_DELAY, () -> {
                stateQueued = false;
                try {
                    file.write(image.recordsOfHost());
                } catch (IOException e) {
                    LOG.warn("{}: the state file cannot be written: {}", host, e.toString());
                }
            });
        }
    }

    private void period() {
        after(REPORT_PERIOD, this::period);
        reportSoon();
    }

    private void reportSoon() {
        if (reportQueued) {
            return;
        }
        long sinceNanos = System.nanoTime() - reportedAtNanos;
        if (sinceNanos >= REPORT_GAP.toNanos()) {
            reportNow();
        } else {
            reportQueued = true;
            after(REPORT_GAP.minusNanos(sinceNanos), () -> {
                reportQueued = false;
                reportNow();
            });
        }
    }

    private void reportNow() {
        reportedAtNanos = System.nanoTime();
        publish.accept(report.status(clock.instant()));
    }

    /** How the host is, as last worked out. Any thread. */
    public State state() {
        return state;
    }

    /** Who waits for an endpoint asks here. */
    public ProgrammedEndpoints programmedEndpoints() {
        return programmedEndpoints;
    }

    /** Whether the kernel has ever held rules of ours: then what they do not name is closed. Any thread. */
    public boolean protects() {
        return protects;
    }

    private void after(Duration pause, Runnable task) {
        ScheduledFuture<?> _ = thread.schedule(guarded(task), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    private Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                // A bug. What is installed stays; the next refresh looks at everything anew.
                LOG.error("{}: a task of the agent failed", host, e);
                report.waiting("a task of the agent failed: " + e);
            }
        };
    }

    private static Duration jittered(Duration interval) {
        double factor = ThreadLocalRandom.current().nextDouble(0.8, 1.2);
        return Duration.ofNanos((long) (interval.toNanos() * factor));
    }

    /** Ends after the task under way and reports so; the kernel keeps its rules. Blocks for at most five seconds. */
    @Override
    public void close() {
        executor().execute(() -> {
            report.stopped();
            reportNow();
        });
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
