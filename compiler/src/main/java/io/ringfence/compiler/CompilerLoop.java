package io.ringfence.compiler;

import io.ringfence.compiler.intake.RevisionAssembler;
import io.ringfence.compiler.intake.RevisionBatch;
import io.ringfence.compiler.match.ResourceDelta;
import io.ringfence.compiler.publish.Ownership;
import io.ringfence.log.record.Progress;
import io.ringfence.log.record.ResourceEventCodec;
import io.ringfence.log.tail.TailListener;
import io.ringfence.log.tail.TopicTail;
import io.ringfence.log.topic.Topics;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves events through the rooms: intake, the compilation, publish. One life of a compiler, from an empty image; when it fails, another
 * begins. Owner: the compiler's thread.
 *
 * <p>Nothing waits when idle: a batch is compiled as soon as it is here. What comes while one is being written is taken together
 * afterwards; the tail holds at most some thousand events ready and then stops fetching.
 */
final class CompilerLoop implements TailListener {
    private static final Logger LOG = LoggerFactory.getLogger(CompilerLoop.class);

    private final ScheduledExecutorService compilerThread;
    private final CompilerMetrics metrics;
    private final Consumer<RuntimeException> ended;
    private final Compilation compilation;
    private final Ownership ownership;
    private final RevisionAssembler assembler = new RevisionAssembler();

    /** Until in sync, policies wait: labels are filed quicker while no selector asks. At most as many as there are. */
    private final Map<ResourceKey, ResourceDelta> waitingPolicies = new LinkedHashMap<>();

    private final TopicTail tail;
    private volatile @Nullable Progress progress; // written by the compiler's thread
    private boolean compileScheduled;
    private volatile boolean inSync;

    /**
     * Starts.
     *
     * @param compilerThread one thread
     * @param ended told on that thread when this loop has failed and given everything back
     */
    CompilerLoop(
            String bootstrap,
            int shards,
            ScheduledExecutorService compilerThread,
            CompilerMetrics metrics,
            Consumer<RuntimeException> ended) {
        this.compilerThread = compilerThread;
        this.metrics = metrics;
        this.ended = ended;
        this.compilation = new Compilation(shards);
        this.ownership = new Ownership(bootstrap, compilation, compilerThread, this::fail);
        this.tail = TopicTail.start(bootstrap, new TopicPartition(Topics.EVENTS, 0), compilerThread, this);
    }

    /** Whether everything that was on the topic at the start is compiled. Any thread. */
    boolean isInSync() {
        return inSync;
    }

    /** Records of the topic that are not compiled yet; empty while that is not known. Any thread. */
    OptionalLong lag() {
        return tail.lag();
    }

    /** The newest revision compiled. Any thread. */
    Revision revision() {
        Progress newest = progress;
        return newest == null ? Revision.NONE : newest.revision();
    }

    /** Shards whose partitions this compiler has brought up to date and keeps so. Any thread. */
    int shards() {
        return ownership.shards();
    }

    /** Stops reading and leaves the group. On the compiler's thread. */
    void close() {
        tail.close();
        ownership.close();
    }

    @Override
    public void records(List<ConsumerRecord<String, byte[]>> records) {
        for (ConsumerRecord<String, byte[]> record : records) {
            assembler.add(ResourceEventCodec.decode(record));
        }
        if (!inSync) {
            takeIn();
        } else if (!compileScheduled) {
            // Behind what the tail has already handed over, so that it all goes together.
            compileScheduled = true;
            compilerThread.execute(this::compile);
        }
    }

    @Override
    public void inSync() {
        compilation.apply(waitingPolicies.values());
        LOG.info("in sync at revision {}", revision());
        waitingPolicies.clear();
        inSync = true;
        ownership.join(progress);
    }

    @Override
    public void failed(RuntimeException cause) {
        LOG.error("the compiler cannot follow the events and starts again from nothing", cause);
        inSync = false;
        ownership.close();
        ended.accept(cause);
    }

    private void takeIn() {
        RevisionBatch batch = assembler.take();
        if (batch != null) {
            List<ResourceDelta> others = new ArrayList<>();
            for (ResourceDelta delta : batch.deltas()) {
                if (delta.key().kind() == Kind.POLICY) {
                    waitingPolicies.put(delta.key(), delta);
                } else {
                    others.add(delta);
                }
            }
            compilation.apply(others);
            progress = batch.progress();
        }
    }

    private void compile() {
        compileScheduled = false;
        try {
            RevisionBatch batch = assembler.take();
            if (batch != null) {
                long begun = System.nanoTime();
                var deltas = compilation.apply(batch.deltas());
                metrics.compiled(batch.deltas().size(), System.nanoTime() - begun);
                progress = batch.progress();
                begun = System.nanoTime();
                ownership.publish(deltas, batch.progress());
                metrics.published(System.nanoTime() - begun);
            }
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void fail(RuntimeException cause) {
        tail.close();
        failed(cause);
    }
}
