package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.it.contract.RawRequest;
import org.ztpserver.it.contract.SiteFiles;

/** A request asks the file system for no more than its answer needs; on a network each call is a journey. */
@Timeout(180)
class SystemCallsIT {

    private static final String[] STRACE = {"strace", "-D", "-f", "-qq", "-y", "-s", "8", "-e", "trace=%file,%desc"};

    /** Two looks at the root and one at {@code files/}, before the mark itself is looked for. */
    private static final int MARK_CALLS = 3;

    /** A folder and its three files are written and brought to the disk. */
    private static final int POST_CALLS = 41;

    /** Three files are read, and two are missing. */
    private static final int GET_NODE_CALLS = 25;

    private static final int GET_FILE_CALLS = 12;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temporary;

    private int requests;

    @Test
    void warmRequestsAskTheDataRootForNoMoreThanTheyNeed() throws Exception {
        assumeTrue(straceWorks(), "strace can't be run here: install the package strace, and allow ptrace");
        Path root = Files.createDirectory(temporary.toRealPath().resolve("site"));
        SiteFiles site = new SiteFiles(root);
        site.write("neighbordb", "patterns: [{name: all, definition: d, model: vEOS}]\n");
        site.write("definitions/d", "name: d\nactions: []\n");
        site.write("files/x", "x\n");
        Path trace = temporary.resolve("trace");
        try (ServerProcess server = ServerProcess.on(root)
                .under(STRACE)
                .under("-o", trace.toString())
                .start()) {
            URI url = server.url();
            holds(POST_CALLS, trace, root, url, i -> register(url, "JPE" + i));
            register(url, "NODE");
            holds(
                    GET_NODE_CALLS,
                    trace,
                    root,
                    url,
                    i -> RawRequest.of("GET", url, "/nodes/NODE").send().is(200, "application/json"));
            holds(
                    GET_FILE_CALLS,
                    trace,
                    root,
                    url,
                    i -> assertThat(RawRequest.of("GET", url, "/files/x").send().status())
                            .isEqualTo(200));
        }
    }

    private static boolean straceWorks() throws InterruptedException {
        try {
            return Subprocess.run(Duration.ofSeconds(30), Map.of(), List.of("strace", "-o", "/dev/null", "true"))
                            .status()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Files that were changed a short time ago are read again at each request, so it asks until it is so. */
    private void holds(int calls, Path trace, Path root, URI url, IntConsumer request) {
        Await.await("at most " + calls + " calls on the data root", () -> calls(trace, root, url, request) <= calls);
    }

    private int calls(Path trace, Path root, URI url, IntConsumer request) {
        int number = ++requests;
        mark(url, "begin-" + number + ".");
        request.accept(number);
        mark(url, "end-" + number + ".");
        String[] between = {""};
        Await.await("the trace of request " + number, () -> {
            String all = read(trace);
            int begin = all.indexOf("begin-" + number + ".");
            int end = all.indexOf("end-" + number + ".");
            between[0] = end < 0 ? "" : all.substring(all.indexOf('\n', begin), all.lastIndexOf('\n', end));
            return end >= 0;
        });
        long calls = between[0]
                .lines()
                .filter(line -> line.contains(root.toString()) && !line.contains(" resumed>"))
                .count();
        assertThat(calls).as("the trace has the calls of a request").isGreaterThan(MARK_CALLS);
        return (int) calls - MARK_CALLS;
    }

    /** A file that is missing is looked for under its name. */
    private static void mark(URI url, String name) {
        assertThat(RawRequest.of("GET", url, "/files/" + name).send().status()).isEqualTo(404);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void register(URI url, String id) {
        RawRequest.of("POST", url, "/nodes")
                .body("{\"serialnumber\": \"" + id + "\", \"model\": \"vEOS\", \"neighbors\": {}}")
                .send()
                .is(201, "text/html");
    }
}
