package io.dermavigil.schemas.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.events.ValidEvents;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.specific.SpecificRecord;

class ValidEventsTest {

    @Provide
    Arbitrary<SpecificRecord> events() {
        return ValidEvents.any();
    }

    @Property(tries = 2000)
    void breaksNoRule(@ForAll("events") SpecificRecord event) {
        EventHeader header = EventHeader.of(event);

        assertThat(EventValidator.problems(event, header, header.recordedAt())).isEmpty();
    }
}
