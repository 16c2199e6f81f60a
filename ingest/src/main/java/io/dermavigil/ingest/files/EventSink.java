package io.dermavigil.ingest.files;

import io.dermavigil.ingest.publish.ClinicEventPublisher;
import io.dermavigil.ingest.publish.Delivery;
import org.apache.avro.specific.SpecificRecord;

/** Where the events of a file go. */
public interface EventSink {

    /** Takes an event; {@link ClinicEventPublisher#publish(SpecificRecord, Delivery)} has the contract. */
    void publish(SpecificRecord event, Delivery delivery);

    /** Waits until the fate of everything taken is known; {@link ClinicEventPublisher#flush()} has the contract. */
    void flush();

    /** Waits likewise, but does not throw; {@link ClinicEventPublisher#settle()} has the contract. */
    void settle();

    /** Sends events to a broker. */
    static EventSink of(ClinicEventPublisher publisher) {
        return new EventSink() {
            @Override
            public void publish(SpecificRecord event, Delivery delivery) {
                publisher.publish(event, delivery);
            }

            @Override
            public void flush() {
                publisher.flush();
            }

            @Override
            public void settle() {
                publisher.settle();
            }
        };
    }

    /** Takes everything and sends nothing: a dry run. */
    static EventSink dryRun() {
        return new EventSink() {
            @Override
            public void publish(SpecificRecord event, Delivery delivery) {
                delivery.acknowledged();
            }

            @Override
            public void flush() {}

            @Override
            public void settle() {}
        };
    }
}
