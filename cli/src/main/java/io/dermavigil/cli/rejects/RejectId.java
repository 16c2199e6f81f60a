package io.dermavigil.cli.rejects;

import io.dermavigil.pipeline.Reject;
import io.dermavigil.schemas.intake.RejectKey;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Names a reject by the record that was rejected, which cannot be rejected under another name.
 *
 * @param topic topic of the record
 * @param partition partition of the record
 * @param offset offset of the record
 */
record RejectId(String topic, int partition, long offset) {

    /** The id of a reject. */
    static RejectId of(Reject reject) {
        return new RejectId(reject.getTopic(), reject.getPartition(), reject.getOffset());
    }

    /** The id of a reject whose record has this key. */
    static RejectId of(RejectKey key) {
        return new RejectId(key.topic(), key.partition(), key.offset());
    }

    /** {@code topic:partition:offset}, the key of the reject's record. */
    String text() {
        return new RejectKey(topic, partition, offset).text();
    }

    /** Reads an id from the command line. */
    static final class Converter implements ITypeConverter<RejectId> {
        @Override
        public RejectId convert(String text) {
            return RejectKey.parse(text)
                    .map(RejectId::of)
                    .orElseThrow(
                            () -> new TypeConversionException(
                                    "expected topic:partition:offset as 'rejects list' shows it, such as clinic.sessions:0:42"));
        }
    }
}
