package org.ztpserver.it.contract;

import java.net.URI;
import java.nio.file.Path;
import java.util.UUID;

/** A running server and its data root, with the defaults of the configuration; the tests run one after the other. */
public interface ServerUnderTest {

    /** Where it answers, without a slash at the end. */
    URI base();

    Path dataRoot();

    default SiteFiles site() {
        return new SiteFiles(dataRoot());
    }

    default RawRequest get(String path) {
        return RawRequest.of("GET", base(), path);
    }

    default RawRequest head(String path) {
        return RawRequest.of("HEAD", base(), path);
    }

    default RawRequest put(String path, byte[] body) {
        return RawRequest.of("PUT", base(), path).body(body);
    }

    /** {@code POST /nodes} with this JSON. */
    default RawRequest post(String json) {
        return RawRequest.of("POST", base(), "/nodes")
                .header("Content-Type", "application/json")
                .body(json);
    }

    /** A switch without neighbors. */
    default RawRequest postNode(String serialnumber) {
        return post("{\"model\": \"vEOS\", \"serialnumber\": \"" + serialnumber
                + "\", \"systemmac\": \"00:1c:73:aa:bb:cc\", \"version\": \"4.30.1F\", \"neighbors\": {}}");
    }

    /** A serial number that no other test has. */
    default String newSerial() {
        return "S" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    /** A node whose folder an operator has made, and that has registered: its definition, and a pattern for all. */
    default String knownNode(String definition) {
        String id = newSerial();
        site().write("nodes/" + id + "/definition", definition);
        site().write("nodes/" + id + "/pattern", "name: all\ninterfaces: []\n");
        postNode(id).send().is(409, "text/html");
        return id;
    }
}
