package io.dermavigil.schemas.registry;

import io.dermavigil.schemas.topics.ClinicTopic;
import io.dermavigil.schemas.wire.SchemasById;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;

/**
 * Looks writers' schemas up in a registry. A clinic that writes to a topic of its own could make every record name
 * another id; so what is unknown is remembered for a while, and a topic of a clinic's own is granted a bounded number of
 * questions a minute. Beyond that its records with new ids are rejected unasked, which harms that clinic alone. The shared
 * topics are for trusted writers and are never cut off. Not thread-safe.
 */
public final class SchemaLookup implements SchemasById {

    /** Questions a minute for a clinic's own topic; a clinic writes under a handful of schemas. */
    public static final int QUESTIONS_A_MINUTE = 60;

    private final SchemaRegistry registry;
    private final UnknownIds unknown;
    private final QuestionBudget budget;

    /** A lookup for a job, which must go on whatever one clinic does. */
    public static SchemaLookup bounded(SchemaRegistry registry) {
        return new SchemaLookup(registry, QUESTIONS_A_MINUTE, System::nanoTime);
    }

    /** A lookup for a command, which may take its time and asks for every id. */
    public static SchemaLookup unbounded(SchemaRegistry registry) {
        return new SchemaLookup(registry, Integer.MAX_VALUE, System::nanoTime);
    }

    SchemaLookup(SchemaRegistry registry, int questionsAMinute, LongSupplier nanoClock) {
        this.registry = registry;
        this.unknown = new UnknownIds(nanoClock);
        this.budget = new QuestionBudget(questionsAMinute, nanoClock);
    }

    @Override
    public Found find(int id, String topic, Function<Schema, Optional<String>> objection) {
        Optional<String> remembered = unknown.rule(id, topic);
        if (remembered.isPresent()) {
            return new Unknown(remembered.get());
        }
        if (isOwned(topic) && !budget.take(topic)) {
            return new Unknown("value: too many unknown schema ids in this topic, so " + id + " was not looked up");
        }
        RegisteredSchema answer = registry.schema(id);
        if (answer instanceof RegisteredSchema.Present present) {
            Optional<String> why = objection.apply(present.schema());
            return why.isEmpty() ? new Known(present.schema()) : refuse(id, topic, why.get());
        }
        if (answer instanceof RegisteredSchema.Unusable unusable) {
            return refuse(id, topic, unusable.why());
        }
        return remember(id, topic, "value: the schema registry does not know id " + id);
    }

    private static boolean isOwned(String topic) {
        return ClinicTopic.parse(topic).map(ClinicTopic::owner).isPresent();
    }

    private Unknown refuse(int id, String topic, String why) {
        return remember(id, topic, "value: the schema with id " + id + " in the registry " + why);
    }

    private Unknown remember(int id, String topic, String rule) {
        unknown.add(id, topic, rule);
        return new Unknown(rule);
    }
}
