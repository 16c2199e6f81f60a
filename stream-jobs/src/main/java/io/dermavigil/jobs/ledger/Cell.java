package io.dermavigil.jobs.ledger;

import io.dermavigil.events.Condition;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import io.dermavigil.jobs.evidence.EvidenceCell;
import io.dermavigil.jobs.evidence.Scope;
import io.dermavigil.jobs.facts.SessionContent;
import io.dermavigil.schemas.accounts.AccountKey;
import io.dermavigil.summaries.Grouping;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * The finest cell that a session falls into; it determines the session's accounts.
 *
 * @param month month of treatment
 * @param setting clinic or home
 * @param condition condition treated
 * @param skinType Fitzpatrick skin type
 * @param clinicId clinic
 * @param model device model; null when not recorded
 * @param lot cartridge lot; null when not recorded: then the session is in no LOT account
 */
record Cell(
        YearMonth month,
        Setting setting,
        Condition condition,
        SkinType skinType,
        String clinicId,
        String model,
        String lot) {

    static Cell of(String clinicId, SessionContent session) {
        return new Cell(
                YearMonth.from(LocalDate.ofEpochDay(session.treatedOn())),
                session.setting(),
                session.condition(),
                session.skinType(),
                clinicId,
                session.model(),
                session.lot());
    }

    /** Whether an account of this grouping and period also holds a session of another cell. */
    boolean sharesAccount(Grouping grouping, boolean monthly, Cell other) {
        if (setting != other.setting || monthly && !month.equals(other.month)) {
            return false;
        }
        return switch (grouping) {
            case CHAIN -> true;
            case CONDITION -> condition == other.condition;
            case SKIN_TYPE -> skinType == other.skinType;
            case STRATUM -> condition == other.condition && skinType == other.skinType;
            case CLINIC -> clinicId.equals(other.clinicId);
            case CLINIC_STRATUM ->
                clinicId.equals(other.clinicId) && condition == other.condition && skinType == other.skinType;
            case LOT ->
                lot != null
                        && lot.equals(other.lot)
                        && (model == null ? other.model == null : model.equals(other.model));
        };
    }

    /** Whether evidence of this scope is taken of sessions in this cell: a session without a lot is in that of none. */
    boolean isIn(Scope scope) {
        return scope != Scope.LOT || lot != null;
    }

    /** Whether a patient with sessions in both cells is one candidate of a scope. */
    boolean sharesEvidence(Scope scope, Cell other) {
        return sharesAccount(Grouping.STRATUM, false, other)
                && (scope != Scope.CLINIC || clinicId.equals(other.clinicId))
                && (scope != Scope.LOT || sharesAccount(Grouping.LOT, false, other));
    }

    /** Its stratum. */
    EvidenceCell stratum() {
        return EvidenceCell.stratum(setting, condition, skinType);
    }

    /** Its stratum, treated with its lot. */
    EvidenceCell lotOfStratum() {
        return new EvidenceCell(setting, condition, skinType, null, model, lot);
    }

    /** The account of this cell in a grouping and kind of period. */
    AccountKey account(Grouping grouping, boolean monthly) {
        YearMonth period = monthly ? month : null;
        return switch (grouping) {
            case CHAIN -> key(grouping, period, null, null, null, null, null);
            case CONDITION -> key(grouping, period, condition, null, null, null, null);
            case SKIN_TYPE -> key(grouping, period, null, skinType, null, null, null);
            case STRATUM -> key(grouping, period, condition, skinType, null, null, null);
            case CLINIC -> key(grouping, period, null, null, clinicId, null, null);
            case CLINIC_STRATUM -> key(grouping, period, condition, skinType, clinicId, null, null);
            case LOT -> key(grouping, period, null, null, null, model, lot);
        };
    }

    private AccountKey key(
            Grouping grouping,
            YearMonth period,
            Condition condition,
            SkinType skinType,
            String clinic,
            String model,
            String lot) {
        return new AccountKey(grouping, period, setting, condition, skinType, clinic, model, lot);
    }
}
