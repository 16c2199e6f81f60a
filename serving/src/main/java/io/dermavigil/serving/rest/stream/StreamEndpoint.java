package io.dermavigil.serving.rest.stream;

import io.dermavigil.serving.rest.questions.AccountFilter;
import io.dermavigil.serving.rest.questions.Endpoint;
import io.dermavigil.serving.rest.questions.Question;
import java.util.Set;

/** {@code /stream}: changes as they happen. */
public final class StreamEndpoint implements Endpoint {

    private final AccountChanges changes;

    /** On the changes. */
    public StreamEndpoint(AccountChanges changes) {
        this.changes = changes;
    }

    @Override
    public Set<String> parameters() {
        return AccountFilter.NAMES;
    }

    @Override
    public void answer(Question question) {
        AccountFilter filter = AccountFilter.of(question.parameters());
        question.ctx().contentType("text/event-stream");
        if (question.ctx().req().getMethod().equals("HEAD")) {
            return;
        }
        String caller = question.caller().name();
        changes.places().take(caller);
        boolean served = false;
        try {
            byte[] firstEvent = changes.firstEvent(question.ctx().header("Last-Event-ID") != null);
            question.ctx().res().setContentType("text/event-stream; charset=utf-8");
            question.ctx().header("X-Accel-Buffering", "no");
            question.ctx().future(() -> changes.serve(question.ctx().res(), filter, firstEvent, caller));
            served = true;
        } finally {
            if (!served) {
                changes.places().giveBack(caller);
            }
        }
    }
}
