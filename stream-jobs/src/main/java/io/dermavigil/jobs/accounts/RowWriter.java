package io.dermavigil.jobs.accounts;

import io.dermavigil.jobs.rows.Upsert;
import io.dermavigil.schemas.accounts.AccountKey;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.wire.RecordEncoder;
import io.dermavigil.schemas.wire.TopicFraming;
import io.dermavigil.summaries.ClinicStatus;
import io.dermavigil.summaries.SatisfactionSummary;
import io.dermavigil.summaries.SideEffectSummary;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Consumer;

/** Writes rows of an account. Not thread-safe. */
final class RowWriter {

    private final RecordEncoder<SideEffectSummary> sideEffects;
    private final RecordEncoder<SatisfactionSummary> satisfaction;
    private final RecordEncoder<ClinicStatus> clinics;

    RowWriter(TopicFraming framing) {
        sideEffects = framing.encoder(TopicCatalogue.SIDE_EFFECTS, SideEffectSummary.getClassSchema());
        satisfaction = framing.encoder(TopicCatalogue.SATISFACTION, SatisfactionSummary.getClassSchema());
        clinics = framing.encoder(TopicCatalogue.CLINICS, ClinicStatus.getClassSchema());
    }

    void write(String account, Counts counts, int kinds, Instant now, Consumer<Upsert> out) {
        if (ClinicAccount.is(account)) {
            String clinicId = ClinicAccount.clinicId(account);
            byte[] row = clinics.encode(SummaryRows.clinicStatus(clinicId, counts, now));
            out.accept(upsert(TopicCatalogue.CLINICS, clinicId == null ? "" : clinicId, row));
            return;
        }
        AccountKey key = AccountKey.parse(account);
        if ((kinds & RowKinds.SIDE_EFFECTS) != 0) {
            byte[] row = sideEffects.encode(SummaryRows.sideEffects(key, counts, now));
            out.accept(upsert(TopicCatalogue.SIDE_EFFECTS, account, row));
        }
        if ((kinds & RowKinds.SATISFACTION) != 0) {
            byte[] row = satisfaction.encode(SatisfactionRows.satisfaction(key, counts, now));
            out.accept(upsert(TopicCatalogue.SATISFACTION, account, row));
        }
    }

    private static Upsert upsert(String topic, String key, byte[] value) {
        return new Upsert(topic, key.getBytes(StandardCharsets.UTF_8), value);
    }
}
