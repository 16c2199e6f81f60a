package io.dermavigil.schemas.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventIdsTest {

    private static final UUID DNS = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
    private static final UUID URL = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

    /** RFC 9562 appendix A.4, and Python's uuid.uuid5 for the rest. */
    @ParameterizedTest
    @CsvSource({
        "www.example.com, 2ed6657d-e927-568b-95e1-2665a8aea6a2",
        "python.org, 886313e1-3b8a-5372-9b90-0c9aee199e5d",
        "'', 4ebd0208-8328-5d69-8c44-ec50939c0967",
        "hämatom, 59616378-aeb7-576d-ab3f-51c2792e0ccd"
    })
    void nameBasedIdsAreVersion5(String name, UUID expected) {
        assertThat(EventIds.nameBased(DNS, name)).isEqualTo(expected);
    }

    @Test
    void theNameSpaceMatters() {
        assertThat(EventIds.nameBased(URL, "http://www.ietf.org/rfc/rfc4122.txt"))
                .isEqualTo(UUID.fromString("d0690b3c-b29d-52e7-81b0-d573b503f2d4"));
    }

    @Property
    void everyNameBasedIdSaysVersion5AndVariant2(@ForAll long most, @ForAll long least, @ForAll String name) {
        UUID id = EventIds.nameBased(new UUID(most, least), name);

        assertThat(id.version()).isEqualTo(5);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Property
    void aUuidComesBackFromItsBytes(@ForAll long most, @ForAll long least) {
        UUID uuid = new UUID(most, least);

        assertThat(EventIds.toUuid(EventIds.of(uuid))).isEqualTo(uuid);
    }

    @Test
    void bytesAreBigEndian() {
        assertThat(EventIds.of(UUID.fromString("00010203-0405-0607-0809-0a0b0c0d0e0f"))
                        .bytes())
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    }
}
