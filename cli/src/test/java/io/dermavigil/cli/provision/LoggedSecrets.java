package io.dermavigil.cli.provision;

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

/** Reads every line that the process logs, stack traces included, and keeps those that hold a secret. */
final class LoggedSecrets extends AbstractAppender implements AutoCloseable {

    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
    private final List<String> secrets;
    private final AtomicLong lines = new AtomicLong();
    private final Queue<String> found = new ConcurrentLinkedQueue<>();

    private LoggedSecrets(List<String> secrets) {
        super(
                "logged-secrets",
                null,
                PatternLayout.newBuilder().withPattern("%p %c %t %m%n%ex").build(),
                false,
                Property.EMPTY_ARRAY);
        this.secrets = secrets;
    }

    /** Logs at INFO, which is where Kafka's clients tell their settings, until it is closed. */
    static LoggedSecrets of(List<String> secrets) {
        LoggedSecrets log = new LoggedSecrets(secrets);
        log.start();
        LoggerConfig root = log.context.getConfiguration().getRootLogger();
        root.getAppenders().keySet().forEach(root::removeAppender);
        root.addAppender(log, Level.ALL, null);
        root.setLevel(Level.INFO);
        log.context.updateLoggers();
        return log;
    }

    @Override
    public void append(LogEvent event) {
        String line = getLayout().toSerializable(event).toString();
        lines.incrementAndGet();
        if (secrets.stream().anyMatch(line::contains)) {
            found.add(event.getLoggerName());
        }
    }

    long lines() {
        return lines.get();
    }

    /** The loggers that told a secret. */
    List<String> found() {
        return List.copyOf(found);
    }

    @Override
    public void close() {
        context.reconfigure();
        stop();
    }
}
