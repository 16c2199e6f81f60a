package io.dermavigil.ingest.publish;

import io.dermavigil.schemas.events.EventHeader;

/** The topic to which an event goes. */
public enum Destination {
    /** The topics of all clinics, for trusted writers. */
    SHARED_TOPICS {
        @Override
        String topic(EventHeader event) {
            return event.kind().sharedTopic();
        }
    },
    /** The topics of the event's clinic, which nobody else may write. */
    OWN_TOPICS {
        @Override
        String topic(EventHeader event) {
            return event.kind().topicOf(event.clinicId());
        }
    };

    abstract String topic(EventHeader event);
}
