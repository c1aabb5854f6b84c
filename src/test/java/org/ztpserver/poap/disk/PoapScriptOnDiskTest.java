package org.ztpserver.poap.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoapScriptOnDiskTest {

    private static final int NOBODY = 65534;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private Path script(String mode) throws IOException {
        Path script = Files.writeString(folder.resolve("poap_script.py"), "#!/bin/env python\nprint()\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString(mode));
    }

    @Test
    void aStampedScriptKeepsItsPermissions() throws IOException {
        Path script = script("rwxr-x---");
        assertThat(PoapScriptOnDisk.stamp(script)).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(script)))
                .isEqualTo("rwxr-x---");
        assertThat(PoapScriptOnDisk.stamp(script)).isFalse();
    }

    @Test
    void aScriptThatRootStampsStaysTheServersOwn() throws IOException {
        assumeTrue(
                Files.getAttribute(folder, "unix:uid").equals(0),
                "only root can give a file to another user to test it");
        Path script = script("rw-r-----");
        Files.setAttribute(script, "unix:uid", NOBODY);
        Files.setAttribute(script, "unix:gid", NOBODY);
        assertThat(PoapScriptOnDisk.stamp(script)).isTrue();
        assertThat(Files.getAttribute(script, "unix:uid")).isEqualTo(NOBODY);
        assertThat(Files.getAttribute(script, "unix:gid")).isEqualTo(NOBODY);
    }
}
