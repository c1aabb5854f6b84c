package org.ztpserver.it;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ztpserver.it.contract.RawRequest;

/** What a Nexus shows or is told that is not provisioned. */
@TestsSections(page = TroubleshootingPage.NAME, sections = "A Nexus fails")
class TroubleshootingNexusIT extends TroubleshootingScenarios {

    private static final String NEXUS = "9KY5Y4WBGTL";
    private static final String MAC = "aaaa.bbbb.cccc";

    /** An entry whose template finds all that it needs, with an image. */
    private static final String WITH_IMAGE = "  - {id: " + NEXUS
            + ", hostname: leaf1, mgmt0_ip: 192.0.2.11/24, lo0_ip: 198.51.100.11/32, system_image: nxos.10.3.1.bin}\n";

    TroubleshootingNexusIT() {
        switches();
        entries();
        templates();
    }

    private void switches() {
        scenario("script-edited", () -> {
            Path copy = folder().resolve("poap_script.py");
            Files.writeString(copy, get("/poap_script.py").replace("TRIES = 6", "TRIES = 5"));
            return console(localhost(url()), "--script", copy.toString());
        });
        scenario("unknown-nexus", () -> console(localhost(url())));
        scenario("image-damaged", () -> {
            podvars(WITH_IMAGE);
            site().write("files/nxos.10.3.1.bin", "an image");
            return withAltered("/files/nxos.10.3.1.bin", url -> console(url));
        });
        scenario("no-image", () -> {
            podvars(WITH_IMAGE);
            return console(localhost(url()));
        });
    }

    private void entries() {
        scenario("one-id-twice", () -> {
            podvars("  - {id: " + NEXUS + ", hostname: leaf1}\n  - {id: " + NEXUS + ", hostname: leaf2}\n");
            return put();
        });
        scenario("podvars-is-no-yaml", () -> {
            podvars("  - {id: " + NEXUS + ", hostname: leaf1\n");
            return put();
        });
    }

    private void templates() {
        scenario("template-error", () -> {
            podvars("  - {id: " + NEXUS + ", hostname: leaf1, template: leaf.ftl}\n");
            site().write("poap/templates/leaf.ftl", "hostname ${hostname}\n<#if hostname>\n");
            return put();
        });
        scenario("template-variable", () -> {
            podvars("  - {id: " + NEXUS + ", hostname: leaf1}\n");
            return put();
        });
        scenario("no-template", () -> {
            podvars("  - {id: " + NEXUS + ", hostname: leaf1, template: leaf.j2}\n");
            return put();
        });
    }

    private static String console(URI url, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "src/test/switch/nxos/run_switch.py", "--server", url.toString(), "--serial", NEXUS, "--mac", MAC));
        command.addAll(List.of(options));
        return Subprocess.python(Duration.ofSeconds(60), Map.of(), command).out();
    }

    private void podvars(String switches) {
        site().write("poap/podvars.yml", "pod: {tftp_server: 192.0.2.10}\nswitches:\n" + switches);
    }

    private String put() {
        return RawRequest.of("PUT", url(), "/" + NEXUS)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body("data=" + MAC)
                .send()
                .text();
    }
}
