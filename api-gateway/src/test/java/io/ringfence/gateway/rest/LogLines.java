package io.ringfence.gateway.rest;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/** What one class logs from now on, at whatever level. Any thread. */
final class LogLines implements AutoCloseable {
    private final Logger logger;
    private final Collector collector = new Collector();

    LogLines(Class<?> of) {
        logger = (Logger) LogManager.getLogger(of);
        Configurator.setLevel(of.getName(), Level.ALL);
        collector.start();
        logger.addAppender(collector);
    }

    /** Level and text. */
    List<String> all() {
        return List.copyOf(collector.lines);
    }

    @Override
    public void close() {
        logger.removeAppender(collector);
        collector.stop();
        Configurator.setLevel(logger.getName(), Level.INFO);
    }

    private static final class Collector extends AbstractAppender {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        Collector() {
            super("lines", null, null, true, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            lines.add(event.getLevel() + " " + event.getMessage().getFormattedMessage());
        }
    }
}
