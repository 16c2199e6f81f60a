package io.dermavigil.serving.rest.stream;

import io.dermavigil.serving.rest.questions.AccountFilter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One reader of changes, with a short queue: whoever does not keep up is cut off and has to begin again. */
final class EventStream implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final int QUEUED_EVENTS = 1_024;
    private static final byte[] HEARTBEAT = ": still here\n\n".getBytes(StandardCharsets.UTF_8);

    private final HttpServletResponse answer;
    private final AccountFilter filter;
    private final Duration heartbeat;
    private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(QUEUED_EVENTS);
    private volatile boolean open = true;
    private volatile Thread writer;

    EventStream(HttpServletResponse answer, AccountFilter filter, Duration heartbeat) {
        this.answer = answer;
        this.filter = filter;
        this.heartbeat = heartbeat;
    }

    AccountFilter filter() {
        return filter;
    }

    /** Queues an event, or ends the stream when its reader is too slow. */
    void send(byte[] event) {
        if (open && !queue.offer(event)) {
            LOG.info("A reader of changes did not keep up and is cut off");
            end();
        }
    }

    void end() {
        open = false;
        Thread thread = writer;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Writes until the reader goes or is too slow; every write also finds out whether it is still there. */
    @Override
    public void run() {
        writer = Thread.currentThread();
        try {
            OutputStream out = answer.getOutputStream();
            while (open) {
                byte[] event = queue.poll(heartbeat.toMillis(), TimeUnit.MILLISECONDS);
                out.write(event == null ? HEARTBEAT : event);
                if (queue.isEmpty()) {
                    out.flush();
                }
            }
        } catch (IOException e) {
            LOG.debug("A reader of changes went away: {}", e.getMessage());
        } catch (InterruptedException e) {
            // Ended from outside; the thread is its pool's again.
            LOG.debug("A stream of changes ends");
        } finally {
            open = false;
            writer = null;
        }
    }
}
