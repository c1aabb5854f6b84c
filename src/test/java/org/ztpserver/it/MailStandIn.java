package org.ztpserver.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;

/** A mail server that keeps what it gets. */
final class MailStandIn implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;
    private final String address;

    MailStandIn() throws IOException {
        process = new ProcessBuilder("python3", "src/test/switch/eos/smtp_stand_in.py")
                .redirectError(Redirect.INHERIT)
                .start();
        output = process.inputReader(StandardCharsets.UTF_8);
        address = String.valueOf(output.readLine());
    }

    /** {@code host:port}. */
    String address() {
        return address;
    }

    /** Ends it, and returns its messages: lists of the sender, the receivers and the text. */
    JsonNode finish() throws IOException {
        process.getOutputStream().close();
        return new JsonMapper().readTree(output.readLine());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
