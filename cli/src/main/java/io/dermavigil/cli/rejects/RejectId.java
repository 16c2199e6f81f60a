package io.dermavigil.cli.rejects;

import io.dermavigil.pipeline.Reject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Pattern TEXT = Pattern.compile("([a-z0-9.-]+):([0-9]{1,9}):([0-9]{1,18})");

    /** The id of a reject. */
    static RejectId of(Reject reject) {
        return new RejectId(reject.getTopic(), reject.getPartition(), reject.getOffset());
    }

    /** {@code topic:partition:offset}. */
    String text() {
        return topic + ':' + partition + ':' + offset;
    }

    /** Reads an id from the command line. */
    static final class Converter implements ITypeConverter<RejectId> {
        @Override
        public RejectId convert(String text) {
            Matcher matcher = TEXT.matcher(text);
            if (!matcher.matches()) {
                throw new TypeConversionException(
                        "expected topic:partition:offset as 'rejects list' shows it, such as clinic.sessions:0:42");
            }
            return new RejectId(matcher.group(1), Integer.parseInt(matcher.group(2)), Long.parseLong(matcher.group(3)));
        }
    }
}
