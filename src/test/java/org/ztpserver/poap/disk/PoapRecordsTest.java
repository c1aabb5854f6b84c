package org.ztpserver.poap.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.Faults;
import org.ztpserver.core.node.SerialNumber;
import org.ztpserver.site.DataRoot;

class PoapRecordsTest {

    private static final SerialNumber SERIAL = SerialNumber.parse("FDO1");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void theAddressIsAsTheSwitchWroteIt() {
        PoapRecords records = new PoapRecords(new DataRoot(folder));
        assertThat(records.mac(SERIAL)).isEmpty();
        records.store(SERIAL, "AAAA.bbbb.0001");
        assertThat(records.mac(SERIAL)).contains("AAAA.bbbb.0001");
    }

    @Test
    void aFileThatHoldsNoAddressIsNamed() throws IOException {
        Path collected = Files.createDirectories(folder.resolve("poap/collected"));
        Files.writeString(collected.resolve("FDO1"), "\u001bnonsense\n");
        assertThatThrownBy(() -> new PoapRecords(new DataRoot(folder)).mac(SERIAL))
                .is(Faults.fault(FaultKind.INVALID_FILE))
                .hasMessageStartingWith("poap/collected/FDO1: ")
                .hasMessageContaining("MAC address")
                .hasMessageContaining("remove the file")
                .hasMessageContaining("nonsense")
                .hasMessageNotContaining("\u001b");
    }
}
