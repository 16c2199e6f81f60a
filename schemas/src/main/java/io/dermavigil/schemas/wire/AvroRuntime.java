package io.dermavigil.schemas.wire;

import org.apache.avro.specific.AvroGenerated;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Lets Avro load our generated classes: since 1.12.2 it refuses every class that was not declared as trusted. Anything
 * that was trusted before stays so; of our own classes only generated ones are added.
 */
public final class AvroRuntime {

    private static final String GENERATED = "io.dermavigil.";

    static {
        ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();
        ClassSecurityPredicate ours =
                type -> type.getName().startsWith(GENERATED) && type.isAnnotationPresent(AvroGenerated.class);
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(before, ours));
    }

    private AvroRuntime() {}

    /** Must run before Avro meets one of our classes by name; may run any number of times. */
    public static void initialise() {
        // the static initialiser has done it
    }
}
