package io.dermavigil.ingest.mapping;

import io.dermavigil.schemas.events.EventKind;
import java.util.List;
import java.util.stream.Collectors;

/** A file whose header does not fit the mapping. The message is to be preceded by the file. */
public final class WrongColumnsException extends Exception {

    WrongColumnsException(String rule) {
        super(rule);
    }

    /** A header may be a row of patient data by mistake: columns that are no field are told by position, not by name. */
    static void throwUnless(boolean condition, EventKind kind, List<Integer> positions) throws WrongColumnsException {
        if (!condition) {
            throw new WrongColumnsException("columns "
                    + positions.stream().map(String::valueOf).collect(Collectors.joining(", "))
                    + " of the header are no fields of " + kind.schema().getName()
                    + "; name them as in the contract, or say with --mapping what they mean");
        }
    }
}
