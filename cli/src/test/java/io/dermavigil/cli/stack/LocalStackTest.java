package io.dermavigil.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermavigil.broker.LoopbackPorts;
import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.serving.store.EmbeddedStoreAddress;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackTest {

    private DataFolder data;

    @BeforeEach
    void choose(@TempDir Path temp) {
        data = new DataFolder(temp.resolve("data"));
    }

    @Test
    void saysWhyItsJobEnded() throws Exception {
        try (LocalStack stack = LocalStack.start(onFreePort(), LocalStackTest::failing, line -> {})) {
            assertThat(stack.failure().get(60, TimeUnit.SECONDS))
                    .isEqualTo("the job ended: this state was posted under other rules");
        }
        assertThat(data.path().resolve("stack.json")).doesNotExist();
        assertThat(FolderLock.isTaken(data.path())).isFalse();
    }

    @Test
    void aWantedPortThatIsTakenIsAFailureThatLeavesTheFolderFree() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            StackOptions options =
                    new StackOptions(data, other.getLocalPort(), StateBackend.HEAP, false, StoreChoice.NONE);
            assertThatThrownBy(() -> LocalStack.start(options, LocalStackTest::failing, line -> {}))
                    .isInstanceOfSatisfying(
                            CommandFailure.class,
                            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.FAILED))
                    .hasMessageContaining("port " + other.getLocalPort() + " on 127.0.0.1 is taken")
                    .hasMessageContaining("--port");
        }
        assertThat(FolderLock.isTaken(data.path())).isFalse();
    }

    @Test
    void aDashboardPortThatIsTakenIsAFailureThatLeavesNothingRunning() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            StoreChoice choice = StoreChoice.of(true, null, null, null, other.getLocalPort());
            StackOptions options = new StackOptions(data, LoopbackPorts.anyFree(), StateBackend.HEAP, false, choice);
            assertThatThrownBy(() -> LocalStack.start(options, LocalStackTest::failing, line -> {}))
                    .isInstanceOfSatisfying(
                            CommandFailure.class,
                            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.FAILED))
                    .hasMessageContaining("port " + other.getLocalPort() + " on 127.0.0.1 is taken")
                    .hasMessageContaining("--dashboard-port");
            assertThat(LoopbackPorts.isFree(options.port())).isTrue();
        }
        assertThat(FolderLock.isTaken(data.path())).isFalse();
        assertThat(EmbeddedStoreAddress.of(data.store())).isEmpty();
    }

    @Test
    void theDashboardIsOnThePortThatIsWanted() throws Exception {
        int port = LoopbackPorts.anyFree();
        StoreChoice choice = StoreChoice.of(true, null, null, null, port);
        assertThat(choice.arguments()).containsSequence("--dashboard-port", Integer.toString(port));
        try (LocalStack stack = LocalStack.start(
                new StackOptions(data, LoopbackPorts.anyFree(), StateBackend.HEAP, false, choice),
                LocalStackTest::failing,
                line -> {})) {
            assertThat(stack.file().dashboard()).isEqualTo("http://127.0.0.1:" + port);
        }
    }

    @Test
    void aJobThatCannotBeDefinedLeavesNothingRunning() throws Exception {
        StackOptions options = onFreePort();
        assertThatThrownBy(() -> LocalStack.start(
                        options,
                        (env, bootstrap) -> {
                            throw new IllegalArgumentException("no such option");
                        },
                        line -> {}))
                .hasMessage("no such option");
        assertThat(LoopbackPorts.isFree(options.port())).isTrue();
        assertThat(FolderLock.isTaken(data.path())).isFalse();
        assertThat(Files.exists(data.path().resolve("stack.json"))).isFalse();
    }

    private StackOptions onFreePort() {
        return new StackOptions(data, LoopbackPorts.anyFree(), StateBackend.HEAP, false, StoreChoice.NONE);
    }

    private static void failing(StreamExecutionEnvironment env, String bootstrap) {
        env.fromSequence(0, Long.MAX_VALUE)
                .map(LocalStackTest::refuse)
                .returns(Long.class)
                .print();
    }

    private static Long refuse(Long number) {
        throw new SuppressRestartsException(new IllegalStateException("this state was posted under other rules"));
    }
}
