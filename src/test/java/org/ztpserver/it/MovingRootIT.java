package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.it.contract.HttpAnswer;
import org.ztpserver.it.contract.RawRequest;
import org.ztpserver.it.contract.SiteFiles;

/** The data root is a link that is switched to the next release, or goes away and comes back. */
class MovingRootIT {

    private static final int SWITCHES = 100;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temporary;

    private Path link = Path.of("");
    private Path state = Path.of("");

    @BeforeEach
    void makeReleases() throws IOException {
        for (String release : new String[] {"v1", "v2"}) {
            SiteFiles site = new SiteFiles(temporary.resolve(release));
            // The definition of the other release is there, too, and it is the wrong one.
            for (String definition : new String[] {"v1", "v2"}) {
                site.write("definitions/" + definition, "name: " + definition + " of " + release + "\nactions: []\n");
            }
            site.write("neighbordb", "patterns: [{name: all, definition: " + release + ", model: vEOS}]\n");
            site.write("files/release", release);
            site.write("poap/podvars.yml", "switches: [{id: S1, hostname: " + release + ", template: t.ftl}]\n");
            site.write("poap/templates/t.ftl", "hostname ${hostname}\ntemplate " + release + "\n");
        }
        link = temporary.resolve("current");
        state = Files.createDirectory(temporary.resolve("state"));
        Files.createSymbolicLink(link, Path.of("v1"));
    }

    @Test
    void eachAnswerComesFromOneReleaseWhileTheLinkIsSwitchedAndNodesOutliveIt() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        Semaphore turn = new Semaphore(0);
        AtomicInteger switches = new AtomicInteger();
        try (ServerProcess server = ServerProcess.on(link)
                .conf("[default]", "state_root = " + state)
                .start()) {
            Thread operator = new Thread(() -> {
                for (turn.acquireUninterruptibly(); !over.get(); turn.acquireUninterruptibly()) {
                    switchTo(switches.incrementAndGet() % 2 == 0 ? "v1" : "v2");
                }
            });
            operator.start();
            try {
                for (int i = 0; i < SWITCHES; i++) {
                    turn.release(); // one switch a request, at some moment of it
                    register(server.url(), "JPE" + i).is(201, "text/html");
                    String name = new SiteFiles(state).text("nodes/JPE" + i + "/definition");
                    assertThat(name).isIn("name: v1 of v1\nactions: []\n", "name: v2 of v2\nactions: []\n");
                    turn.release();
                    assertThat(get(server.url(), "/conf/S1")
                                    .is(200, "text/plain")
                                    .text())
                            .isIn("hostname v1\ntemplate v1\n", "hostname v2\ntemplate v2\n");
                }
            } finally {
                over.set(true);
                turn.release();
                operator.join();
            }
            assertThat(switches).hasValueGreaterThan(2);
            for (String release : new String[] {"v1", "v2", "v1"}) {
                switchTo(release);
                assertThat(get(server.url(), "/files/release").text()).isEqualTo(release);
            }
            register(server.url(), "JPE0").is(409, "text/html");
        }
        assertThat(new SiteFiles(temporary).list("v1")).doesNotContain("nodes", "resources");
        assertThat(new SiteFiles(state).list("nodes")).hasSize(SWITCHES);
    }

    @Test
    void whileTheRootIsGoneEachRequestIsToldToComeBackAndNothingIsMade() throws Exception {
        try (ServerProcess server = ServerProcess.start(temporary.resolve("v1"))) {
            register(server.url(), "JPE1").is(201, "text/html");

            Path away = Files.move(temporary.resolve("v1"), temporary.resolve("away"));
            assertGone(server.url());
            assertThat(temporary.resolve("v1")).doesNotExist();
            Files.createDirectory(temporary.resolve("v1")); // a mount point without its file system
            assertGone(server.url());
            assertThat(temporary.resolve("v1")).isEmptyDirectory();

            Files.delete(temporary.resolve("v1"));
            Files.move(away, temporary.resolve("v1"));
            register(server.url(), "JPE1").is(409, "text/html");
            register(server.url(), "JPE2").is(201, "text/html");
        }
    }

    private void assertGone(URI server) {
        String sentence = "the data root " + temporary.resolve("v1") + " is gone: ";
        for (HttpAnswer answer : new HttpAnswer[] {
            register(server, "JPE2"),
            get(server, "/nodes/JPE1"),
            get(server, "/files/release"),
            get(server, "/meta/files/release"),
            get(server, "/bootstrap"),
            get(server, "/conf/S1")
        }) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(503);
            assertThat(answer.need("Retry-After")).isEqualTo("10");
            assertThat(answer.text()).contains(sentence);
        }
    }

    private void switchTo(String release) {
        try {
            Files.createSymbolicLink(temporary.resolve("next"), Path.of(release));
            Files.move(temporary.resolve("next"), link, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpAnswer register(URI server, String id) {
        return RawRequest.of("POST", server, "/nodes")
                .body("{\"serialnumber\": \"" + id + "\", \"model\": \"vEOS\", \"neighbors\": {}}")
                .send();
    }

    private static HttpAnswer get(URI server, String path) {
        return RawRequest.of("GET", server, path).send();
    }
}
