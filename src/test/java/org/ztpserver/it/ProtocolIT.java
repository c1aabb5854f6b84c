package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.docs.Markdown;
import org.ztpserver.it.contract.SiteFiles;

/**
 * {@code docs/protocol.md}, replayed from top to bottom against one server that begins with an empty data root.
 *
 * <p>The words behind the opening fence of a block say what it is. The first of them is for whoever colors the page:
 *
 * <ul>
 *   <li>{@code http request}: is sent as it stands there;
 *   <li>{@code http answer}: is what comes back, with all of its headers;
 *   <li>{@code yaml file neighbordb}: a file that the operator adds; a program, when it begins with {@code #!};
 *   <li>{@code yaml stored nodes/JPE1/pattern}: a file as the server has left it;
 *   <li>{@code text folder nodes/JPE1}: all that is in a folder.
 * </ul>
 *
 * <p>Page and server may differ in {@link #VARYING} and in nothing else.
 */
class ProtocolIT {

    /** What must look alike but need not be equal, and what is compared in its place. */
    private static final Map<Pattern, String> VARYING = Map.of(
            Pattern.compile("(?m)^Date: \\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT$"), "Date: (date)",
            Pattern.compile("error id [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "error id (id)",
            Pattern.compile("\"time\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3,9})?Z\""),
                    "\"time\":\"(time)\"");

    private static final FileTime MODIFIED = FileTime.from(Instant.parse("2026-01-05T09:00:00Z"));

    private static final int PATIENCE_MILLIS = 30_000;

    @Test
    void everyExampleOfThePageIsWhatTheServerDoes(@TempDir Path root) {
        try (ServerProcess server = ServerProcess.start(root)) {
            Replay replay = new Replay(server.url(), new SiteFiles(root));
            assertAll(Markdown.read("docs", "protocol.md").blocks().stream().map(block -> () -> replay.play(block)));
        }
    }

    /** The page as far as it has been read. */
    private static final class Replay {

        private final URI server;
        private final SiteFiles site;
        private Optional<HttpMessage> answer = Optional.empty();

        Replay(URI server, SiteFiles site) {
            this.server = server;
            this.site = site;
        }

        void play(Markdown.Block block) throws IOException {
            String place = "docs/protocol.md:" + block.line();
            String[] info = block.info().split(" ", 3);
            String path = info.length == 3 ? info[2] : "";
            switch (info[1]) {
                case "request" -> {
                    answer = Optional.empty();
                    answer = Optional.of(send(HttpMessage.shown(block.text())));
                }
                case "answer" -> {
                    String came = answer.orElseThrow(() -> new AssertionError(place + ": nothing was answered"))
                            .comparable();
                    String shown = HttpMessage.shown(block.text()).comparable();
                    assertThat(compared(came)).as(place).isEqualTo(compared(shown));
                }
                case "file" -> write(path, block.text());
                case "stored" ->
                    assertThat(compared(withLineBreak(site.text(path))))
                            .as(place)
                            .isEqualTo(compared(block.text()));
                case "folder" ->
                    assertThat(site.list(path))
                            .as(place)
                            .isEqualTo(block.text().lines().toList());
                default -> throw new AssertionError(place + ": a block that no test looks at: " + block.info());
            }
        }

        private void write(String path, String text) throws IOException {
            Path file = site.write(path, text);
            if (text.startsWith("#!")) {
                assertThat(file.toFile().setExecutable(true)).isTrue();
            }
            Files.setLastModifiedTime(file, MODIFIED);
        }

        /** On a connection of its own, on which nothing follows: the server closes it behind the answer. */
        private HttpMessage send(HttpMessage request) throws IOException {
            try (Socket socket = new Socket(server.getHost(), server.getPort())) {
                socket.setSoTimeout(PATIENCE_MILLIS);
                socket.getOutputStream().write(request.bytes());
                socket.shutdownOutput();
                return HttpMessage.received(socket.getInputStream().readAllBytes());
            }
        }

        /** A fenced block can't show that a file, such as one of JSON, ends without a line break. */
        private static String withLineBreak(String text) {
            return text.endsWith("\n") ? text : text + "\n";
        }

        private static String compared(String text) {
            String compared = text;
            for (Map.Entry<Pattern, String> varying : VARYING.entrySet()) {
                compared = varying.getKey().matcher(compared).replaceAll(varying.getValue());
            }
            return compared;
        }
    }
}
