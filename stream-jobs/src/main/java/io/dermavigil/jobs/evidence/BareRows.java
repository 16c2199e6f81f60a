package io.dermavigil.jobs.evidence;

import io.dermavigil.events.ReactionType;
import io.dermavigil.jobs.accounts.Counts;
import io.dermavigil.safety.Evidence;
import io.dermavigil.safety.EvidenceFamily;
import io.dermavigil.schemas.safety.HypothesisKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Rows that say who is affected and compare them with nothing yet. */
final class BareRows {

    private final EvidenceSettings settings;
    private final LocalDate settledUntil;

    BareRows(EvidenceBook book, EvidenceSettings settings) {
        Integer newest = book.newestDay();
        this.settings = settings;
        this.settledUntil = newest == null ? null : LocalDate.ofEpochDay(newest - settings.settlingDays());
    }

    /**
     * A row.
     *
     * @param key hypothesis
     * @param counts patients that it is about, in the counters of a scope
     */
    Evidence row(HypothesisKey key, Counts counts) {
        int affected = affected(key.family(), key.reactionType());
        // not by the builder, which checks every field of every row anew
        Evidence row = new Evidence();
        row.setFamily(key.family());
        row.setSetting(key.setting());
        row.setCondition(key.condition());
        row.setSkinType(key.skinType());
        row.setClinicId(key.clinicId());
        row.setDeviceModel(key.model());
        row.setCartridgeLot(key.lot());
        row.setReactionType(key.reactionType());
        row.setPatients(counts.get(EvidenceCounters.PATIENTS));
        row.setAffected(counts.get(affected));
        row.setProvisionalPatients(counts.get(EvidenceCounters.provisional(EvidenceCounters.PATIENTS)));
        row.setProvisionalAffected(counts.get(EvidenceCounters.provisional(affected)));
        row.setSettlingDays(settings.settlingDays());
        row.setSettledUntil(settledUntil);
        row.setApproximate(false);
        row.setStrata(List.of());
        row.setLevel(settings.level());
        row.setRejected(false);
        row.setRulesVersion(settings.rulesVersion());
        row.setUpdatedAt(Instant.EPOCH);
        return row;
    }

    /** Whether any patient is affected, settled or not. */
    static boolean isAnyAffected(EvidenceFamily family, ReactionType type, Counts counts) {
        int affected = affected(family, type);
        return counts.get(affected) != 0 || counts.get(EvidenceCounters.provisional(affected)) != 0;
    }

    private static int affected(EvidenceFamily family, ReactionType type) {
        return family == EvidenceFamily.SERIOUS ? EvidenceCounters.serious(type) : EvidenceCounters.adverse(type);
    }
}
