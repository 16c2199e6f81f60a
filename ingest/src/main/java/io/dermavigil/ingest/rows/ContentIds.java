package io.dermavigil.ingest.rows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dermavigil.events.EventId;
import io.dermavigil.schemas.events.EventIds;
import io.dermavigil.schemas.json.AvroJson;
import java.util.Iterator;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/**
 * The id of an event that came without one: a name-based UUID over the type's name and everything the event says, so equal
 * rows are one event and different rows are two. What an event leaves unset is not part of the name, so an id outlives the
 * fields that later versions of the schema add.
 */
final class ContentIds {

    /** Fixed for ever: another name space would publish every file anew. */
    private static final UUID NAMESPACE = UUID.fromString("6f1f4a3e-5a0b-5c1d-9b7e-2f0c7d8a4e61");

    private static final String EVENT_ID = "eventId";

    private ContentIds() {}

    /** The id for an event, whatever id it carries now. */
    static EventId of(SpecificRecord event) {
        ObjectNode content = AvroJson.write(event);
        content.remove(EVENT_ID);
        removeUnset(content);
        String name = event.getSchema().getFullName() + ' ' + content;
        return EventIds.of(EventIds.nameBased(NAMESPACE, name));
    }

    private static void removeUnset(ObjectNode object) {
        for (Iterator<JsonNode> values = object.elements(); values.hasNext(); ) {
            JsonNode value = values.next();
            if (value.isNull() || (value.isArray() && value.isEmpty())) {
                values.remove();
            } else if (value instanceof ObjectNode inner) {
                removeUnset(inner);
            }
        }
    }
}
