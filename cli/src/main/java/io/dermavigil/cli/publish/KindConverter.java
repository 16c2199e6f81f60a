package io.dermavigil.cli.publish;

import io.dermavigil.schemas.events.EventKind;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code sessions}, {@code reactions} or {@code ratings}. */
final class KindConverter implements ITypeConverter<EventKind> {

    /** What the converter takes, for help and completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(EventKind.values()).map(EventKind::topicSuffix).iterator();
        }
    }

    @Override
    public EventKind convert(String text) {
        try {
            return EventKind.ofTopicSuffix(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("must be sessions, reactions or ratings");
        }
    }
}
