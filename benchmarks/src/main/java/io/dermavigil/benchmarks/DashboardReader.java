package io.dermavigil.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Somebody who looks at the dashboard: asks what a page asks, looks at it for a while, and asks again. */
final class DashboardReader implements Runnable {

    /**
     * An answer.
     *
     * @param question which of the page's questions
     * @param atNanos when it was asked
     * @param millis until its last byte was there
     * @param status HTTP status; 0 when nothing came
     * @param bytes of the body as sent
     */
    record Answered(int question, long atNanos, double millis, int status, int bytes) {}

    /**
     * How readers behave.
     *
     * @param token secret of an API token
     * @param thinkFromMillis shortest pause between two looks
     * @param thinkToMillis longest
     * @param etags whether they say which answer they have
     */
    record Habits(String token, int thinkFromMillis, int thinkToMillis, boolean etags) {}

    private final HttpClient client;
    private final List<URI> questions;
    private final Habits habits;
    private final AtomicBoolean stop;
    private final List<Answered> answered = new ArrayList<>();
    private final Map<URI, String> etags = new HashMap<>();

    DashboardReader(HttpClient client, List<URI> questions, Habits habits, AtomicBoolean stop) {
        this.client = client;
        this.questions = questions;
        this.habits = habits;
        this.stop = stop;
    }

    @Override
    public void run() {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(1, habits.thinkToMillis() + 1) * 1_000_000L);
        while (!stop.get()) {
            for (int i = 0; i < questions.size() && !stop.get(); i++) {
                ask(i);
            }
            int pause = ThreadLocalRandom.current().nextInt(habits.thinkFromMillis(), habits.thinkToMillis() + 1);
            LockSupport.parkNanos(pause * 1_000_000L);
        }
    }

    private void ask(int question) {
        URI uri = questions.get(question);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + habits.token())
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip, deflate, br");
        if (habits.etags() && etags.containsKey(uri)) {
            request.header("If-None-Match", etags.get(uri));
        }
        long start = System.nanoTime();
        int status = 0;
        int bytes = 0;
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
            status = answer.statusCode();
            bytes = answer.body().length;
            answer.headers().firstValue("ETag").ifPresent(etag -> etags.put(uri, etag));
        } catch (IOException e) {
            status = 0; // counted as an error
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        answered.add(new Answered(question, start, (System.nanoTime() - start) / 1e6, status, bytes));
    }

    /** What was answered; to be read when the reader has ended. */
    List<Answered> answered() {
        return answered;
    }
}
