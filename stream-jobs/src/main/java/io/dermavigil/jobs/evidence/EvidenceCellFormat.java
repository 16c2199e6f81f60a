package io.dermavigil.jobs.evidence;

import io.dermavigil.events.Condition;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Bytes of a cell, on the network and in state. Enum symbols are written by ordinal: the schema gate lets none be moved. */
final class EvidenceCellFormat {

    private static final Setting[] SETTINGS = Setting.values();
    private static final Condition[] CONDITIONS = Condition.values();
    private static final SkinType[] SKIN_TYPES = SkinType.values();
    private static final int NONE = -1;

    private EvidenceCellFormat() {}

    static void write(EvidenceCell cell, DataOutputView target) throws IOException {
        target.writeByte(cell.setting().ordinal());
        target.writeByte(cell.isDays() ? NONE : cell.condition().ordinal());
        target.writeByte(cell.isDays() ? NONE : cell.skinType().ordinal());
        writeText(cell.clinicId(), target);
        writeText(cell.model(), target);
        writeText(cell.lot(), target);
    }

    static EvidenceCell read(DataInputView source) throws IOException {
        Setting setting = SETTINGS[source.readByte()];
        int condition = source.readByte();
        int skinType = source.readByte();
        return new EvidenceCell(
                setting,
                condition == NONE ? null : CONDITIONS[condition],
                skinType == NONE ? null : SKIN_TYPES[skinType],
                readText(source),
                readText(source),
                readText(source));
    }

    /** Clinics and codes have at least one character, so the empty text stands for none. */
    private static void writeText(String text, DataOutputView target) throws IOException {
        target.writeUTF(text == null ? "" : text);
    }

    private static String readText(DataInputView source) throws IOException {
        String text = source.readUTF();
        return text.isEmpty() ? null : text;
    }
}
