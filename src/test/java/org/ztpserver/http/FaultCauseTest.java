package org.ztpserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FaultCauseTest {

    private static FaultCause disk(String file, String reason) {
        return FaultCause.of(new UncheckedIOException(new FileSystemException(file, null, reason)));
    }

    private static IOException atOnePlace() {
        return new IOException("x");
    }

    private static IOException atAnother() {
        return new IOException("x");
    }

    @Test
    void fullDiskIsOneCauseForEveryFile() {
        assertThat(disk("nodes/A/x", "No space left on device").id())
                .isEqualTo(disk("nodes/B/y", "No space left on device").id());
    }

    @Test
    void twoFilesWithoutARightAreTwoCauses() {
        FaultCause one = denied("neighbordb");

        assertThat(denied("bootstrap/bootstrap")).isNotEqualTo(one);
        assertThat(denied("neighbordb")).isEqualTo(one);
        assertThat(denied("nodes/~0c1")).isEqualTo(denied("nodes/~7f3/definition"));
    }

    private static FaultCause denied(String file) {
        return FaultCause.of(new AccessDeniedException(file));
    }

    @Test
    void reasonsPlacesAndKindsDiffer() {
        FaultCause full = disk("x", "No space left on device");

        assertThat(disk("x", "Read-only file system")).isNotEqualTo(full);
        assertThat(FaultCause.of(new AccessDeniedException("x"))).isNotEqualTo(FaultCause.of(new IOException("x")));
        assertThat(FaultCause.of(atOnePlace())).isNotEqualTo(FaultCause.of(atAnother()));
    }

    @Test
    @Timeout(30)
    void causesThatLeadRoundInACircleHaveAnEnd() {
        IOException full = new IOException("No space left on device");
        IllegalStateException fault = new IllegalStateException("x", full);
        full.initCause(fault);

        assertThat(FaultCause.first(fault)).isSameAs(full);
        assertThat(FaultCause.of(fault).text()).startsWith("java.io.IOException");
    }

    @Test
    void faultWithoutATraceHasACauseToo() {
        IllegalStateException fault = new IllegalStateException();
        fault.setStackTrace(new StackTraceElement[0]);

        assertThat(FaultCause.of(fault).text()).startsWith("java.lang.IllegalStateException");
    }
}
