package io.dermavigil.serving.materializer;

import io.dermavigil.events.Aftercare;
import io.dermavigil.events.Device;
import io.dermavigil.events.Screening;
import io.dermavigil.events.SessionRecorded;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Columns of {@code raw.session_facts}. */
final class SessionColumns implements FactTable.FactColumns {

    private static final int OF_DEVICE = 7;
    private static final int OF_SCREENING = 6;
    private static final int OF_AFTERCARE = 2;

    @Override
    public List<FactTable.Column> columns() {
        return FactTable.columns(
                "treated_on", "date",
                "treated_at", "timestamptz",
                "condition", "text",
                "skin_type", "text",
                "skin_type_method", "text",
                "setting", "text",
                "body_site", "text",
                "age_years", "integer",
                "session_number", "integer",
                "operator_id", "text",
                "operator_trained", "boolean",
                "topical_in_channel", "text",
                "consent_version", "text",
                "photos_before", "boolean",
                "protocol_id", "text",
                "device_model", "text",
                "device_technique", "text",
                "max_depth_mm", "double precision",
                "cartridge_lot", "text",
                "cartridge_id", "text",
                "cartridge_expires_on", "date",
                "cartridge_sterile", "boolean",
                "contraindications", "text[]",
                "hours_since_retinoid", "integer",
                "hours_since_acid", "integer",
                "months_since_isotretinoin", "integer",
                "hsv_prophylaxis", "boolean",
                "hours_since_sun_exposure", "integer",
                "sun_protection_advised", "boolean",
                "retinoid_pause_advised_days", "integer");
    }

    @Override
    public void values(SpecificRecord event, List<Object> row) {
        SessionRecorded session = (SessionRecorded) event;
        Collections.addAll(
                row,
                session.getTreatedOn(),
                session.getTreatedAt(),
                session.getCondition().name(),
                session.getSkinType().name(),
                session.getSkinTypeMethod().name(),
                session.getSetting().name(),
                session.getBodySite().name(),
                session.getAgeYears(),
                session.getSessionNumber(),
                session.getOperatorId(),
                session.getOperatorTrained(),
                session.getTopicalInChannel().name(),
                session.getConsentVersion(),
                session.getPhotosBefore(),
                session.getProtocolId());
        row.addAll(device(session.getDevice()));
        row.addAll(screening(session.getScreening()));
        row.addAll(aftercare(session.getAftercare()));
    }

    private static List<Object> device(Device device) {
        return device == null
                ? Collections.nCopies(OF_DEVICE, null)
                : Arrays.asList(
                        device.getModel(),
                        device.getTechnique().name(),
                        device.getMaxDepthMm(),
                        device.getCartridgeLot(),
                        device.getCartridgeId(),
                        FactTable.date(device.getCartridgeExpiresOn()),
                        device.getSterile());
    }

    private static List<Object> screening(Screening screening) {
        return screening == null
                ? Collections.nCopies(OF_SCREENING, null)
                : Arrays.asList(
                        FactTable.symbols(screening.getContraindications()),
                        screening.getHoursSinceRetinoid(),
                        screening.getHoursSinceAcid(),
                        screening.getMonthsSinceIsotretinoin(),
                        screening.getHsvProphylaxis(),
                        screening.getHoursSinceSunExposure());
    }

    private static List<Object> aftercare(Aftercare aftercare) {
        return aftercare == null
                ? Collections.nCopies(OF_AFTERCARE, null)
                : Arrays.asList(aftercare.getSunProtectionAdvised(), aftercare.getRetinoidPauseAdvisedDays());
    }
}
