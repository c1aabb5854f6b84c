package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ztpserver.it.PoapSite.message;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong in podvars.yml and in templates is told to whoever it concerns, and to nobody else (contract B). */
class PoapFaultsIT {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path root;

    @SuppressWarnings("NullAway.Init") // set before all
    private static PoapSite site;

    @BeforeAll
    static void start() throws IOException {
        site = new PoapSite(root);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @BeforeEach
    void writeFiles() throws IOException {
        site.writeFiles();
    }

    static Stream<Arguments> brokenTemplates() {
        return Stream.of(
                Arguments.of("undefined.ftl", "a\n${missing}\n", ":2: switch S1: the variable 'missing' is undefined"),
                Arguments.of(
                        "undefined.j2", "a\n{{ missing }}\n", ":2: switch S1: the variable 'missing' is undefined"),
                Arguments.of("syntax.ftl", "a\n<#if hostname>\n", ":2: switch S1: "),
                Arguments.of("syntax.j2", "a\n{% if hostname %}\n", ":2: switch S1: "),
                Arguments.of("outside.ftl", "a\n<#include \"../podvars.yml\">", ":2: switch S1: "),
                Arguments.of("outside.j2", "a\n{% include '../podvars.yml' %}", ":2: switch S1: "),
                Arguments.of("new.ftl", "${'freemarker.template.utility.Execute'?new()('id')}", ":1: switch S1: "),
                Arguments.of("api.ftl", "${hostname?api.class}", ":1: switch S1: "),
                Arguments.of("class.j2", "{{ hostname.getClass() }}", ":1: switch S1: "),
                Arguments.of("endless.ftl", "<#list 1.. as x></#list>", ": switch S1: takes more than 5000 ms"),
                Arguments.of(
                        "endless.j2",
                        "{% for a in range(999999) %}{% for b in range(999999) %}{% endfor %}{% endfor %}",
                        ": switch S1: takes more than 5000 ms"),
                Arguments.of("large.ftl", "<#list 1.. as x>0123456789</#list>", ": switch S1: "));
    }

    @ParameterizedTest
    @MethodSource("brokenTemplates")
    void aBrokenTemplateIsAnErrorOfItsSwitchAndNothingElse(String name, String text, String reason) throws IOException {
        site.template(name, text);
        site.podVars(
                "switches:",
                "  - {id: S1, hostname: broken, template: " + name + "}",
                "  - {id: S2, hostname: fine, mgmt0_ip: a, lo0_ip: b}");
        Path config = site.root().resolve("poap/templates/S1.cfg");
        Files.writeString(config, "the last good one\n");

        assertThat(message(site.put("S1", "aaaa.bbbb.0001"), 400)).startsWith("poap/templates/" + name + reason);
        assertThat(config).hasContent("the last good one\n");
        assertThat(site.put("S2", "aaaa.bbbb.0002").statusCode()).isEqualTo(200);
        assertThat(site.files()).noneMatch(file -> file.contains("/poap/") && file.contains("/~"));
    }

    @Test
    void aBrokenTemplateIsTheAnswerToWhoeverAsksForItsConfiguration() throws IOException {
        site.template("broken.ftl", "${missing}");
        site.podVars("switches: [{id: S1, hostname: broken, template: broken.ftl}]");

        assertThat(message(site.get("/conf/S1"), 400)).contains("broken.ftl:1: switch S1: the variable 'missing'");
    }

    @Test
    void whatIsWrongInPodVarsIsToldToTheSwitchThatHitsItAndFoundByTheCheck() throws Exception {
        site.podVars(
                "pod: {protocol: http}",
                "swiches: []",
                "switches:",
                "  - {id: S1, hostname: a}",
                "  - {id: S1, hostname: b}",
                "  - {id: S3, hostname: c, template: none.ftl}",
                "  - {id: S4, hostname: d, protocol: tftp}",
                "  - {id: S5, hostname: e, mgmt0_ip: a, lo0_ip: allocate('nothing')}",
                "  - {id: S6, hostname: fine, mgmt0_ip: a, lo0_ip: b}");

        assertThat(message(site.put("S1", "aaaa.bbbb.0001"), 400)).contains("lines 4 and 5");
        assertThat(message(site.put("S3", "aaaa.bbbb.0003"), 400))
                .isEqualTo("poap/podvars.yml:6: switch S3 needs template none.ftl, which is not in poap/templates/: add"
                        + " it, or name another one");
        assertThat(message(site.put("S4", "aaaa.bbbb.0004"), 400)).contains("tftp_server");
        assertThat(message(site.put("S5", "aaaa.bbbb.0005"), 400)).contains("nothing");
        assertThat(message(site.put("S9", "aaaa.bbbb.0009"), 404)).contains("unknown key 'swiches'");
        assertThat(site.put("S6", "aaaa.bbbb.0006").statusCode()).isEqualTo(200);

        Subprocess.Result check =
                Cli.run(Map.of("ZTPS_DEFAULT_DATAROOT", site.root().toString()), "--validate-config");
        assertThat(check.status()).isEqualTo(1);
        assertThat(check.out())
                .contains("poap/podvars.yml:2: unknown key 'swiches'")
                .contains("poap/podvars.yml:5: duplicate id 'S1', first in line 4")
                .contains("poap/podvars.yml:6: template none.ftl is not in poap/templates/")
                .contains("poap/podvars.yml:7: a switch has protocol tftp, but 'pod' names no tftp_server")
                .contains("poap/podvars.yml:8: allocate('nothing')");

        site.podVars("switches: [{id: S6");
        assertThat(message(site.put("S6", "aaaa.bbbb.0006"), 400)).startsWith("poap/podvars.yml:");
    }

    @Test
    void aConfigurationIsNeverSeenHalf() throws IOException {
        site.template("half.ftl", "<#list 1..3000 as x>line ${x} of ${hostname}\n</#list>end\n");
        site.podVars("switches: [{id: S1, hostname: h, template: half.ftl}]");
        site.put("S1", "aaaa.bbbb.0001");
        Path config = site.root().resolve("poap/templates/S1.cfg");
        List<CompletableFuture<HttpResponse<String>>> puts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            site.podVars("switches: [{id: S1, hostname: h" + i + ", template: half.ftl}]");
            puts.add(CompletableFuture.supplyAsync(() -> site.put("S1", "aaaa.bbbb.0001")));
            List<String> lines = Files.readAllLines(config);
            assertThat(lines).hasSize(3001).endsWith("end");
            assertThat(lines.stream()
                            .map(line -> line.replaceFirst("line [0-9]+", ""))
                            .distinct())
                    .hasSize(2);
        }
        assertThat(puts).allSatisfy(put -> assertThat(put.join().statusCode()).isEqualTo(200));
    }
}
