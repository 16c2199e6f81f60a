package io.dermavigil.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.cli.doctor.Verdict.Grade;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {

    @Test
    void wantsJava17() {
        assertThat(Machine.java(11, "11.0.2").grade()).isEqualTo(Grade.FAIL);
        assertThat(Machine.java(17, "17.0.15+6")).isEqualTo(Verdict.ok("java", "17.0.15+6"));
        assertThat(Machine.java(21, "21").grade()).isEqualTo(Grade.OK);
    }

    @Test
    void wantsDisk() {
        Path folder = Path.of("data");
        assertThat(Machine.disk(folder, Machine.GIB - 1).grade()).isEqualTo(Grade.FAIL);
        assertThat(Machine.disk(folder, 2 * Machine.GIB).grade()).isEqualTo(Grade.WARN);
        assertThat(Machine.disk(folder, 6 * Machine.GIB)).isEqualTo(Verdict.ok("disk", "6.0 GiB free for data"));
    }

    @Test
    void wantsMemory() {
        assertThat(Machine.memory(2 * Machine.GIB).grade()).isEqualTo(Grade.WARN);
        assertThat(Machine.memory(3 * Machine.GIB).grade()).isEqualTo(Grade.OK);
        assertThat(Machine.heap(Machine.GIB / 2).grade()).isEqualTo(Grade.WARN);
        assertThat(Machine.heap(2 * Machine.GIB).grade()).isEqualTo(Grade.OK);
    }

    @Test
    void knowsHowMuchMemoryThereIs() throws Exception {
        assertThat(Machine.availableMemory()).isPositive().isLessThan(1L << 46);
    }

    @Test
    void triesTheTemporaryFolder(@TempDir Path temp) {
        assertThat(Machine.temporaryFolder(temp).grade()).isEqualTo(Grade.OK);
        assertThat(temp).isEmptyDirectory();
        assertThat(Machine.temporaryFolder(temp.resolve("missing")).grade()).isEqualTo(Grade.FAIL);
    }
}
