package org.ztpserver.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ztpserver.it.contract.RawRequest;

/** Tomcat 10.1 or 11, with {@code deploy/tomcat}. */
abstract class InstalledTomcat extends InstalledContainer {

    InstalledTomcat(String distribution) {
        super(Installation.TOMCAT, distribution, "/tomcat/conf/ztpserver\\.conf");
    }

    @Test
    void virtualThreadsAreUsedWhereJavaHasThem() throws IOException {
        assertThat(log().contains("-Dhttp.virtualThreads=true")).isEqualTo(virtualThreads());
    }

    @Test
    void whatTheServerWritesMayBeReadByDnsmasqAndNginx() throws IOException {
        site().write("definitions/d", "actions: []\n");
        site().write("neighbordb", "patterns: [{name: all, definition: d, interfaces: []}]\n");
        String id = newSerial();
        postNode(id).send().is(201, "text/html");
        assertThat(Files.getPosixFilePermissions(site().path("nodes/" + id)))
                .contains(PosixFilePermission.OTHERS_EXECUTE);
        assertThat(Files.getPosixFilePermissions(site().path("nodes/" + id + "/definition")))
                .contains(PosixFilePermission.OTHERS_READ);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a|b", "/files/%", "/%zz"})
    void thePageOfTomcatItselfForWhatItCanNotReadNamesNoClassAndNoVersion(String path) {
        assertThat(RawRequest.of("GET", base(), path).send().hidesTheInside().text())
                .contains("<title>HTTP Status 400")
                .doesNotContain("Apache Tomcat");
    }
}
