package org.ztpserver.it;

import org.ztpserver.it.contract.RawRequest;

/** What an EOS switch shows that fails on its way, and what becomes of the configuration that it hands back. */
@TestsSections(
        page = TroubleshootingPage.NAME,
        sections = {"An EOS switch fails during provisioning", "A configuration is not stored"})
class TroubleshootingEosIT extends TroubleshootingScenarios {

    TroubleshootingEosIT() {
        actions();
        storedConfigurations();
    }

    private void actions() {
        scenario("no-action", () -> {
            site().write("definitions/leaf", "name: leaf\nactions: [{action: add_confg, attributes: {}}]\n");
            return leafConsole();
        });
        scenario("no-variable", () -> {
            site().write("files/templates/name.template", "hostname $hostname\n");
            site().write(
                            "definitions/leaf",
                            "name: leaf\nactions: [{action: add_config, attributes: {url:"
                                    + " files/templates/name.template, substitution_mode: strict, variables: {hostname: $hostnam}}}]\n");
            return leafConsole();
        });
        scenario("no-file", () -> {
            site().remove("files/templates/base.template");
            return leafConsole();
        });
        scenario("no-startup-config", () -> {
            site().write("definitions/leaf", "name: leaf\nactions: []\n");
            return leafConsole();
        });
        scenario(
                "not-the-file",
                () -> withAltered("/files/templates/base.template", url -> eosConsole(url, "spine1", "spine2")));
    }

    private void storedConfigurations() {
        scenario("unknown-node-stores", this::store);
        scenario("handler-not-executable", () -> {
            post(LEAF);
            site().write("nodes/JPE24010001/config-handler", "#!/bin/sh\n");
            store();
            return awaitLog("is not executable");
        });
        scenario("handler-failed", () -> {
            post(LEAF);
            executable("nodes/JPE24010001/config-handler", "#!/bin/sh\necho 'git: not found' >&2\nexit 127\n");
            store();
            return awaitLog("ended with status 127");
        });
    }

    private String leafConsole() throws Exception {
        return eosConsole(localhost(url()), "spine1", "spine2");
    }

    private String store() {
        return RawRequest.of("PUT", url(), "/nodes/JPE24010001/startup-config")
                .body("hostname leaf1\n")
                .send()
                .text();
    }
}
