package org.ztpserver.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ProgramTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    void outputAndErrorsAreKeptApart() throws IOException {
        Program.Outcome outcome = run(LONG, 1000, "cat; echo oops >&2", "input");

        assertThat(outcome.succeeded()).isTrue();
        assertThat(outcome.out()).asString(UTF_8).isEqualTo("input");
        assertThat(outcome.err()).asString(UTF_8).isEqualTo("oops\n");
    }

    @Test
    void itRunsInItsFolderWithItsEnvironment() throws IOException {
        Program.Outcome outcome = new Program(LONG, 1000)
                .run(List.of("sh", "-c", "pwd; echo $NAME"), folder, Map.of("NAME", "a b"), new byte[0]);

        assertThat(outcome.out()).asString(UTF_8).isEqualTo(folder.toRealPath() + "\na b\n");
    }

    @Test
    void theExitStatusIsTheFault() throws IOException {
        Program.Outcome outcome = run(LONG, 1000, "echo half; exit 3", "");

        assertThat(outcome.fault()).isEqualTo("ended with status 3");
        assertThat(outcome.out()).asString(UTF_8).isEqualTo("half\n");
    }

    @Test
    void aProgramThatHangsIsKilledWithItsChildren() throws Exception {
        Program.Outcome outcome = run(Duration.ofSeconds(1), 1000, "sleep 300 & echo $!; wait", "");

        assertThat(outcome.fault()).isEqualTo("did not end within 1 s");
        long child = Long.parseLong(new String(outcome.out(), UTF_8).strip());
        while (isRunning(child)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aProgramThatFloodsIsKilledAtOnce() throws IOException {
        Program.Outcome outcome = run(LONG, 100_000, "yes", "");

        assertThat(outcome.fault()).isEqualTo("printed more than 100000 bytes");
        assertThat(outcome.out()).hasSize(100_000);
    }

    @Test
    void aFloodOnStandardErrorCountsToo() throws IOException {
        assertThat(run(LONG, 1000, "yes >&2", "").fault()).isEqualTo("printed more than 1000 bytes");
    }

    @Test
    void outputOfExactlyTheLimitIsAccepted() throws IOException {
        Program.Outcome outcome = run(LONG, 1000, "head -c 1000 /dev/zero", "");

        assertThat(outcome.succeeded()).isTrue();
        assertThat(outcome.out()).hasSize(1000);
    }

    @Test
    void aChildThatKeepsTheOutputOpenDoesNotDelayTheServer() throws IOException {
        Program.Outcome outcome = run(LONG, 1000, "sleep 8 & echo done", "");

        assertThat(outcome.out()).asString(UTF_8).isEqualTo("done\n");
        assertThat(outcome.succeeded()).isTrue();
    }

    @Test
    void unreadInputIsNotAFault() throws IOException {
        Program.Outcome outcome = run(LONG, 1000, "echo done", "x".repeat(4_000_000));

        assertThat(outcome.succeeded()).isTrue();
        assertThat(outcome.out()).asString(UTF_8).isEqualTo("done\n");
    }

    @Test
    void bigInputAndOutputFlowAtTheSameTime() throws IOException {
        Program.Outcome outcome = run(LONG, 5_000_000, "cat", "x".repeat(4_000_000));

        assertThat(outcome.succeeded()).isTrue();
        assertThat(outcome.out()).hasSize(4_000_000);
    }

    @Test
    void aMissingProgramCanNotBeStarted() {
        assertThatThrownBy(() -> new Program(LONG, 1).run(List.of("/none/such"), folder, Map.of(), new byte[0]))
                .isInstanceOf(IOException.class);
    }

    @Test
    void anInterruptedRunIsKilled() throws IOException {
        Thread.currentThread().interrupt();

        Program.Outcome outcome = run(LONG, 1000, "sleep 300", "");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome.fault()).contains("the server is stopping");
    }

    /** A process that is dead but not buried has no program any more. */
    private static boolean isRunning(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .isPresent();
    }

    private Program.Outcome run(Duration time, int limit, String script, String input) throws IOException {
        return new Program(time, limit).run(List.of("sh", "-c", script), folder, Map.of(), input.getBytes(UTF_8));
    }
}
