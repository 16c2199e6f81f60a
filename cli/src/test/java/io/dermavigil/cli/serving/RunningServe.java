package io.dermavigil.cli.serving;

import static org.awaitility.Awaitility.await;

import io.dermavigil.cli.Dermavigil;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command {@code serve} at work on a thread of this process. */
final class RunningServe implements AutoCloseable {

    private static final Pattern SERVING = Pattern.compile("serving (https?://\\S+)");

    private final StringWriter err = new StringWriter();
    private final Thread thread;
    private final String address;

    private volatile int exitCode = -1;

    private RunningServe(String... args) {
        thread = new Thread(() -> exitCode = Dermavigil.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err))
                .execute(args));
        thread.start();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> SERVING.matcher(err.toString()).find() || !thread.isAlive());
        Matcher serving = SERVING.matcher(err.toString());
        if (!serving.find()) {
            throw new AssertionError("serve ended with " + exitCode + ": " + err);
        }
        address = serving.group(1);
    }

    static RunningServe start(String... args) {
        return new RunningServe(args);
    }

    /** Where it says that it answers. */
    String address() {
        return address;
    }

    /** What it said to people so far. */
    String said() {
        return err.toString();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        if (exitCode != 0) {
            throw new AssertionError("serve ended with " + exitCode + ": " + err);
        }
    }
}
