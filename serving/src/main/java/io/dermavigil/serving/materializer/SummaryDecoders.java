package io.dermavigil.serving.materializer;

import io.dermavigil.pipeline.PipelineProgress;
import io.dermavigil.schemas.wire.RecordDecoder;
import io.dermavigil.schemas.wire.SchemasById;
import io.dermavigil.schemas.wire.UndecodableException;
import io.dermavigil.summaries.ClinicStatus;
import io.dermavigil.summaries.SatisfactionSummary;
import io.dermavigil.summaries.SideEffectSummary;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the rows of our own topics, in both framings. Not thread-safe. */
final class SummaryDecoders {

    private final RecordDecoder<SideEffectSummary> sideEffects;
    private final RecordDecoder<SatisfactionSummary> satisfaction;
    private final RecordDecoder<ClinicStatus> clinics;
    private final RecordDecoder<PipelineProgress> progress;

    SummaryDecoders(SchemasById registered) {
        sideEffects = new RecordDecoder<>(SideEffectSummary.getClassSchema(), registered);
        satisfaction = new RecordDecoder<>(SatisfactionSummary.getClassSchema(), registered);
        clinics = new RecordDecoder<>(ClinicStatus.getClassSchema(), registered);
        progress = new RecordDecoder<>(PipelineProgress.getClassSchema(), registered);
    }

    SideEffectSummary sideEffects(ConsumerRecord<byte[], byte[]> record) throws PoisonRowException {
        return decode(sideEffects, record);
    }

    SatisfactionSummary satisfaction(ConsumerRecord<byte[], byte[]> record) throws PoisonRowException {
        return decode(satisfaction, record);
    }

    ClinicStatus clinic(ConsumerRecord<byte[], byte[]> record) throws PoisonRowException {
        return decode(clinics, record);
    }

    PipelineProgress progress(ConsumerRecord<byte[], byte[]> record) throws PoisonRowException {
        return decode(progress, record);
    }

    private static <T extends SpecificRecord> T decode(RecordDecoder<T> decoder, ConsumerRecord<byte[], byte[]> record)
            throws PoisonRowException {
        try {
            return decoder.decode(record.value(), record.topic());
        } catch (UndecodableException e) {
            throw new PoisonRowException(record, e.getMessage());
        }
    }
}
