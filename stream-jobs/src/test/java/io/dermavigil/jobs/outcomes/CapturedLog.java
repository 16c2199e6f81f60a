package io.dermavigil.jobs.outcomes;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.layout.PatternLayout;

/** Reads every line that the process logs, stack traces included, and keeps those that hold a text. */
final class CapturedLog extends AbstractAppender implements AutoCloseable {

    private static final List<String> TALKATIVE =
            List.of("io.dermavigil", "org.apache.flink", "org.apache.kafka.clients");

    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
    private final String forbidden;
    private final AtomicLong lines = new AtomicLong();
    private final Queue<String> found = new ConcurrentLinkedQueue<>();

    private CapturedLog(String forbidden) {
        super(
                "captured",
                null,
                PatternLayout.newBuilder().withPattern("%p %c %t %m%n%ex").build(),
                false,
                Property.EMPTY_ARRAY);
        this.forbidden = forbidden;
    }

    /** Logs everything at INFO, and what handles records at DEBUG, until it is closed. */
    static CapturedLog without(String forbidden) {
        CapturedLog log = new CapturedLog(forbidden);
        log.start();
        LoggerConfig root = log.context.getConfiguration().getRootLogger();
        root.getAppenders().keySet().forEach(root::removeAppender);
        root.addAppender(log, Level.ALL, null);
        root.setLevel(Level.INFO);
        for (String name : TALKATIVE) {
            LoggerConfig talkative = new LoggerConfig(name, Level.DEBUG, true);
            log.context.getConfiguration().addLogger(name, talkative);
        }
        log.context.updateLoggers();
        return log;
    }

    @Override
    public void append(LogEvent event) {
        String line = getLayout().toSerializable(event).toString();
        lines.incrementAndGet();
        if (line.contains(forbidden)) {
            found.add(line);
        }
    }

    long lines() {
        return lines.get();
    }

    /** Lines that hold the text. */
    List<String> found() {
        return List.copyOf(found);
    }

    @Override
    public void close() {
        context.reconfigure();
        stop();
    }
}
