package io.dermavigil.jobs.evidence;

import io.dermavigil.events.ReactionType;
import io.dermavigil.safety.Evidence;
import io.dermavigil.safety.EvidenceFamily;
import io.dermavigil.schemas.safety.HypothesisKey;
import java.util.ArrayList;
import java.util.List;

/** Serious reactions by clinic and stratum: each is told at once, settled or not, and compared with nothing. */
final class SeriousFamily {

    private SeriousFamily() {}

    /** Rows of every type that has been serious in a stratum of a clinic. */
    static List<Evidence> rows(EvidenceBook book, BareRows bare) {
        List<Evidence> rows = new ArrayList<>();
        book.cells().forEach((cell, counts) -> {
            if (cell.clinicId() == null) {
                return;
            }
            for (ReactionType type : ReactionType.values()) {
                if (BareRows.isAnyAffected(EvidenceFamily.SERIOUS, type, counts)) {
                    rows.add(bare.row(
                            new HypothesisKey(
                                    EvidenceFamily.SERIOUS,
                                    cell.setting(),
                                    cell.condition(),
                                    cell.skinType(),
                                    cell.clinicId(),
                                    null,
                                    null,
                                    type),
                            counts));
                }
            }
        });
        return rows;
    }
}
