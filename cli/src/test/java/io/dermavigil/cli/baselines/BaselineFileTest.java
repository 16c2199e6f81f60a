package io.dermavigil.cli.baselines;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.events.Condition;
import io.dermavigil.events.ReactionType;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import io.dermavigil.safety.Baseline;
import io.dermavigil.safety.BaselineUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaselineFileTest {

    private static final String HEADER = "setting,condition,skinType,reactionType,rate,unit,sessionsPerCourse,source\n";

    private static BaselineFile parse(String text) {
        return BaselineFile.parse(text, "mine");
    }

    @Test
    void theShippedTableIsSoundAndEveryRateSaysWhereItComesFrom() {
        BaselineTable table = BaselineTable.shipped();

        assertThat(table.name()).isEqualTo("shipped-1");
        assertThat(table.byCell().values())
                .hasSize(11)
                .allSatisfy(baseline ->
                        assertThat(baseline.getSource()).matches("Proposal, not measured: .*|[0-9]+ of [0-9]+ in .*"));
    }

    @Test
    void rowsAreReadInAnyOrderOfColumns() {
        BaselineFile file = parse("source,rate,unit,sessionsPerCourse,setting,condition,skinType,reactionType\n"
                + "\"a, b\",0.01,SESSION,4,CLINIC,MELASMA,IV,HYPERPIGMENTATION\n");

        assertThat(file.problems()).isEmpty();
        Baseline baseline = file.baselines().get(0);
        assertThat(baseline.getSetting()).isEqualTo(Setting.CLINIC);
        assertThat(baseline.getCondition()).isEqualTo(Condition.MELASMA);
        assertThat(baseline.getSkinType()).isEqualTo(SkinType.IV);
        assertThat(baseline.getReactionType()).isEqualTo(ReactionType.HYPERPIGMENTATION);
        assertThat(baseline.getUnit()).isEqualTo(BaselineUnit.SESSION);
        assertThat(baseline.getSessionsPerCourse()).isEqualTo(4);
        assertThat(baseline.getSource()).isEqualTo("a, b");
        assertThat(BaselineRow.cells(baseline))
                .isEqualTo(List.of("CLINIC", "MELASMA", "IV", "HYPERPIGMENTATION", "0.01", "SESSION", "4", "a, b"));
    }

    @Test
    void everyProblemHasItsLineColumnAndRule() {
        BaselineFile file = parse(HEADER
                + "CLINIC,,IV,HYPERPIGMENTATION,0.04,PATIENT,,a\n"
                + "SPA,,IX,PIH,much,PATIENT,many,a\n"
                + "\n"
                + "CLINIC,,IV,HYPERPIGMENTATION,0.05,PATIENT,,a\n"
                + "CLINIC,,V,HYPERPIGMENTATION,1.5,PATIENT,4,\n"
                + "CLINIC,,V\n");

        assertThat(file.problems())
                .satisfiesExactly(
                        p -> assertThat(p).isEqualTo("line 3, setting: must be one of CLINIC, HOME"),
                        p -> assertThat(p).startsWith("line 3, skinType: must be empty or one of I, II, "),
                        p -> assertThat(p).startsWith("line 3, reactionType: must be one of ERYTHEMA, "),
                        p -> assertThat(p).isEqualTo("line 3, rate: must be a number such as 0.04"),
                        p -> assertThat(p).isEqualTo("line 3, sessionsPerCourse: must be empty or a whole number"),
                        p -> assertThat(p).isEqualTo("line 5, reactionType: must not repeat the cell of line 2"),
                        p -> assertThat(p).isEqualTo("line 6, rate: must be above 0 and below 1"),
                        p -> assertThat(p).isEqualTo("line 6, sessionsPerCourse: must be left out with unit PATIENT"),
                        p -> assertThat(p).startsWith("line 6, source: must have 1..500 characters"),
                        p -> assertThat(p).isEqualTo("line 7, row: must have 8 cells like the header, has 3"));
    }

    @Test
    void aFileWithoutTheHeaderIsRefused() {
        assertThat(parse("CLINIC,,IV,HYPERPIGMENTATION,0.04,PATIENT,,a\n").problems())
                .singleElement()
                .asString()
                .startsWith("line 1, header: must name each of setting,condition,");
        assertThat(parse("").problems()).hasSize(1);
        assertThat(parse(HEADER.replace("unit", "setting")).problems()).hasSize(1);
        assertThat(parse(HEADER).problems()).isEmpty();
    }

    @Test
    void aQuoteThatIsNotClosedIsRefused() {
        assertThat(parse(HEADER + "CLINIC,,IV,HYPERPIGMENTATION,0.04,PATIENT,,\"a\nb\n")
                        .problems())
                .isNotEmpty();
    }
}
