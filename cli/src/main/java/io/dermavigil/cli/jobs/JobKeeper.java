package io.dermavigil.cli.jobs;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.checkpoints.RestorePoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps a job on a session cluster without high availability: its job manager forgets all jobs when it restarts, their
 * checkpoints stay.
 */
final class JobKeeper {

    private final JobCluster cluster;
    private final Submission wanted;
    private final Path state;
    private final Duration timeout;
    private final Consumer<String> tell;
    private String said = "";

    /**
     * A keeper that has not looked yet.
     *
     * @param wanted the job to keep
     * @param state the folder of its checkpoints and savepoints, as this process sees it; may be missing
     * @param timeout longest wait until it runs
     * @param tell hears what changes
     */
    JobKeeper(JobCluster cluster, Submission wanted, Path state, Duration timeout, Consumer<String> tell) {
        this.cluster = cluster;
        this.wanted = wanted;
        this.state = state;
        this.timeout = timeout;
        this.tell = tell;
    }

    /**
     * Looks again and again, until interrupted.
     *
     * @param alive touched whenever all tasks of the job were seen running; null for none
     */
    void keep(Duration every, Path alive) throws InterruptedException {
        while (true) {
            if (look() && alive != null) {
                touch(alive);
            }
            Thread.sleep(every.toMillis());
        }
    }

    /**
     * Looks once, and submits the job when the cluster knows none of its name.
     *
     * @return whether all of its tasks run: one that starts again and again, or waits for task slots, counts nothing
     */
    boolean look() throws InterruptedException {
        try {
            Optional<FlinkJob> known = newest();
            if (known.isPresent()) {
                boolean processes = cluster.processes(known.get());
                say(wanted.jobName() + " is " + known.get().state() + remark(known.get(), processes));
                return processes;
            }
            submit();
            return true;
        } catch (CommandFailure e) {
            // a job manager that is away or full comes back: that is what this loop is for
            say(e.getMessage());
            return false;
        }
    }

    private static String remark(FlinkJob job, boolean processes) {
        if (job.ended()) {
            return "; it is left so";
        }
        return processes || !job.state().equals("RUNNING") ? "" : ", but not all of its tasks are; has it task slots?";
    }

    /** A living one if there is one, else any that has ended. */
    private Optional<FlinkJob> newest() {
        return cluster.jobs().stream()
                .filter(job -> job.name().equals(wanted.jobName()))
                .min(Comparator.comparing(FlinkJob::ended));
    }

    private void submit() throws InterruptedException {
        // ids count on across restores; the folder is this job's alone
        Optional<String> restore = RestorePoint.under(state).stream()
                .max(Comparator.comparingLong(RestorePoint::id))
                .map(point -> point.folder().toUri().toString());
        say(wanted.jobName() + " is not there; submitting it "
                + restore.map(point -> "from " + point).orElse("without state"));
        String id = cluster.start(wanted, restore.orElse(null), timeout);
        say(wanted.jobName() + " runs as " + id);
    }

    private void say(String message) {
        if (!message.equals(said)) {
            tell.accept(message);
            said = message;
        }
    }

    private static void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (NoSuchFileException e) {
            create(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void create(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "--alive: " + file + " cannot be written", e);
        }
    }
}
