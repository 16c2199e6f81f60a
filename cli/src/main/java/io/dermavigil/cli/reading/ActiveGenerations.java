package io.dermavigil.cli.reading;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.pipeline.ActiveGeneration;
import io.dermavigil.schemas.topics.Generation;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.wire.SingleObjectDecoder;
import io.dermavigil.schemas.wire.UndecodableException;

/** Reads {@code pipeline.generations}: which generation of summary topics readers use. */
public final class ActiveGenerations {

    /** Key of the record: the job whose generations these are. */
    public static final String KEY = "outcomes";

    private ActiveGenerations() {}

    /**
     * The generation to read.
     *
     * @param broker broker of the stack
     * @param log how to read from it
     * @return the first when nobody has switched yet
     * @throws CommandFailure when the topic cannot be read or holds something else
     */
    public static Generation read(Broker broker, LogReader log) {
        if (broker.topics(TopicCatalogue.GENERATIONS::equals).isEmpty()) {
            return Generation.FIRST;
        }
        byte[] value = new CompactedTopicReader(broker, log, Generation.FIRST)
                .read(TopicCatalogue.GENERATIONS)
                .get(KEY);
        return value == null ? Generation.FIRST : new Generation(decode(value).getNumber());
    }

    private static ActiveGeneration decode(byte[] value) {
        try {
            return new SingleObjectDecoder<ActiveGeneration>(ActiveGeneration.getClassSchema()).decode(value);
        } catch (UndecodableException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    TopicCatalogue.GENERATIONS + " holds a row that cannot be read (" + e.getMessage()
                            + "): written by a newer version, or by something else",
                    e);
        }
    }
}
