package io.dermavigil.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.schemas.events.EventKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClinicTopicTest {

    @ParameterizedTest
    @EnumSource
    void aKindReadsItsOwnTopicNames(EventKind kind) {
        assertThat(ClinicTopic.parse(kind.sharedTopic())).contains(new ClinicTopic(kind, null));
        assertThat(ClinicTopic.parse(kind.topicOf("berlin-1"))).contains(new ClinicTopic(kind, "berlin-1"));
        assertThat(EventKind.ofTopicSuffix(kind.topicSuffix())).isEqualTo(kind);
    }

    @Test
    void aClinicMayBeCalledLikeAKindOrLikeRejects() {
        assertThat(ClinicTopic.parse("clinic.sessions.ratings"))
                .contains(new ClinicTopic(EventKind.RATING, "sessions"));
        assertThat(ClinicTopic.parse("clinic.rejects.sessions"))
                .contains(new ClinicTopic(EventKind.SESSION, "rejects"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "clinic",
                "clinic.",
                "clinic.rejects",
                "clinic..sessions",
                "clinic.sessions.",
                "clinic.Berlin.sessions",
                "clinic.a.b.sessions",
                "clinicXsessions",
                "clinic.session",
                "Clinic.sessions",
                "my-clinic.sessions",
                "clinic.sessions\n",
                "summary.side-effects"
            })
    void otherTopicsCarryNoClinicEvents(String name) {
        assertThat(ClinicTopic.parse(name)).isEmpty();
    }

    @Test
    void aClinicIdOfMoreThan64CharactersIsNone() {
        assertThat(ClinicTopic.parse("clinic." + "a".repeat(64) + ".sessions")).isPresent();
        assertThat(ClinicTopic.parse("clinic." + "a".repeat(65) + ".sessions")).isEmpty();
    }
}
