package org.ztpserver.it.contract;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What an EOS switch asks for, one request after the other, each on a connection of its own. */
public final class BootedSwitch {

    /** A busy server may ask it to come back. */
    private static final int TRIES = 6;

    private final List<Double> milliseconds = new ArrayList<>();

    private BootedSwitch() {}

    /** Writes what such a switch is given. */
    public static void site(SiteFiles site) {
        site.write("bootstrap/bootstrap", "$SERVER\n" + "# a script of 50 KB\n".repeat(2_500));
        site.write("bootstrap/bootstrap.conf", "logging: []\n");
        site.write(
                "definitions/leaf", "name: leaf\nactions: [{action: add_config, attributes: {url: files/config}}]\n");
        site.write("neighbordb", "patterns: [{name: all, definition: leaf, interfaces: [{none: none}]}]\n");
        site.write("actions/add_config", "# an action\n".repeat(100));
        site.write("files/config", "x".repeat(20_000));
    }

    /**
     * Boots it; every request must succeed, at the latest when the server has let it in.
     *
     * @return how long each request took, in milliseconds
     */
    public static List<Double> boot(URI base, String serial) {
        BootedSwitch one = new BootedSwitch();
        one.send(RawRequest.of("GET", base, "/bootstrap"), 200, "text/x-python");
        one.send(RawRequest.of("GET", base, "/bootstrap/config"), 200, "application/json");
        String report = "{\"model\": \"vEOS\", \"serialnumber\": \"" + serial + "\", \"neighbors\": {}}";
        one.send(RawRequest.of("POST", base, "/nodes").body(report), 201, "text/html");
        one.send(RawRequest.of("GET", base, "/nodes/" + serial), 200, "application/json");
        one.send(RawRequest.of("GET", base, "/actions/add_config"), 200, "text/x-python");
        one.send(RawRequest.of("GET", base, "/meta/files/config"), 200, "application/json");
        one.send(RawRequest.of("GET", base, "/files/config"), 200, "text/plain");
        one.send(
                RawRequest.of("PUT", base, "/nodes/" + serial + "/startup-config")
                        .body("x".repeat(9_000)),
                201,
                "text/html");
        one.send(RawRequest.of("GET", base, "/nodes/" + serial + "/startup-config"), 200, "text/plain");
        return one.milliseconds;
    }

    private void send(RawRequest request, int status, String mediaType) {
        long begin = System.nanoTime();
        HttpAnswer answer = request.send();
        for (int tries = 1; answer.status() == 503 && tries < TRIES; tries++) {
            LockSupport.parkNanos(Long.parseLong(answer.need("Retry-After")) * 1_000_000_000L);
            answer = request.send();
        }
        answer.is(status, mediaType);
        milliseconds.add((System.nanoTime() - begin) / 1e6);
    }
}
