package org.ztpserver.it;

import java.nio.file.Files;
import java.nio.file.Path;

/** What a switch is told that can't register. */
@TestsSections(page = TroubleshootingPage.NAME, sections = "A switch is not registered: 400 to POST /nodes")
class TroubleshootingRegistrationIT extends TroubleshootingScenarios {

    TroubleshootingRegistrationIT() {
        neighbors();
        reports();
        files();
    }

    private void neighbors() {
        scenario(
                "no-match",
                () -> post(
                        "{\"serialnumber\": \"JPE24010001\", \"neighbors\": {\"Ethernet49\": [{\"device\": \"spine1\","
                                + " \"port\": \"Ethernet1\"}]}}"));
        scenario("no-match-on-the-switch", () -> eosConsole(localhost(url()), "spine1"));
        scenario("invalid-neighbordb", () -> {
            site().write("neighbordb", """
                    patterns:
                      - name: leaf
                        definition: leaf
                        interfaces:
                          - Ethernet49: $uplinks:any
                    """);
            return post(LEAF);
        });
        scenario("no-neighbordb", () -> {
            site().remove("neighbordb");
            return post(LEAF);
        });
        scenario("root-gone", () -> {
            Path away = root().resolveSibling("away");
            Files.move(root(), away);
            try {
                return post(LEAF);
            } finally {
                Files.move(away, root());
            }
        });
        scenario("neighbordb-is-no-yaml", () -> {
            site().write("neighbordb", """
                    patterns:
                      - name: leaf
                       definition: leaf
                    """);
            return post(LEAF);
        });
    }

    private void reports() {
        scenario("bad-identifier", () -> post("{\"serialnumber\": \"JPE 24010001\", \"neighbors\": {}}"));
        scenario("no-identifier", () -> post("{\"systemmac\": \"28:99:3a:00:11:22\", \"neighbors\": {}}"));
        scenario("no-json", () -> post("serialnumber=JPE24010001"));
        scenario("body-too-large", () -> post("x".repeat(1_048_577)));
    }

    private void files() {
        scenario("no-definition", () -> {
            site().remove("definitions/leaf");
            return post(LEAF);
        });
        scenario("no-handler", () -> {
            site().write(
                            "neighbordb",
                            "patterns: [{name: leaf, definition: leaf, interfaces: [], config-handler: backup}]\n");
            return post(LEAF);
        });
        scenario("empty-folder", () -> {
            site().folder("nodes/JPE24010001");
            return post(LEAF);
        });
        scenario("read-only", () -> {
            try (ServerProcess other = asSomebodyElse()) {
                String answer = post(other.url(), LEAF);
                other.awaitLog("AccessDeniedException: " + root() + "/nodes/");
                return answer;
            }
        });
    }
}
