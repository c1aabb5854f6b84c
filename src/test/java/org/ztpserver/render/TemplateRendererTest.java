package org.ztpserver.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.Faults;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.site.FilePath;

@Timeout(60)
class TemplateRendererTest {

    private static final Path SAMPLES = Path.of("src/main/dataroot/poap/templates");

    private final TemplatesInMemory templates = new TemplatesInMemory();
    private final Map<String, @Nullable Object> variables = new LinkedHashMap<>(Map.of(
            "hostname",
            "nxos-spine1",
            "mgmt0_ip",
            "172.16.30.101/24",
            "lo0_ip",
            "192.168.0.101/32",
            "system_image",
            "nxos.9.3.7.bin",
            "number",
            BigInteger.valueOf(4094),
            "ratio",
            new BigDecimal("1.5"),
            "flag",
            true,
            "ports",
            List.of("Ethernet1/1", "Ethernet1/2"),
            "ntp",
            Map.of("server", "172.16.30.1")));

    private final TemplateRenderer renderer =
            new TemplateRenderer(templates, new RenderLimits(Duration.ofSeconds(20), 100_000, 512L << 20));

    private String render(String name) {
        return renderer.render(FilePath.parse(name), variables);
    }

    private String ftl(String text) {
        templates.put("t.ftl", text);
        return render("t.ftl");
    }

    private String j2(String text) {
        templates.put("t.j2", text);
        return render("t.j2");
    }

    private String fault(String name, String text) {
        templates.put(name, text);
        try {
            return "rendered: " + render(name);
        } catch (ProvisioningException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nxos.9.3.7.bin", "", "nxos/9/nxos.9.3.7.bin"})
    void bothSamplesGiveTheSameBytes(String image) throws IOException {
        variables.put("system_image", image);
        for (String name : List.of("conf_nxv.ftl", "conf_nxv.j2")) {
            templates.put(name, Files.readString(SAMPLES.resolve(name)));
        }

        assertThat(render("conf_nxv.ftl"))
                .isEqualTo(render("conf_nxv.j2"))
                .startsWith("hostname nxos-spine1\n")
                .contains("  ip address 172.16.30.101/24\n", "  router-id 192.168.0.101\n")
                .endsWith("\n!\n");
    }

    @Test
    void valuesAreWrittenAsTheyAreAndNothingIsEscaped() {
        variables.put("banner", "<a & \"b\"> ${hostname} {{ hostname }}");

        assertThat(ftl("${banner} ${number} ${ratio} ${number + 1} ${flag}"))
                .isEqualTo("<a & \"b\"> ${hostname} {{ hostname }} 4094 1.5 4095 true");
        assertThat(j2("{{ banner }} {{ number }} {{ ratio }} {{ number + 1 }} {{ flag }}"))
                .isEqualTo("<a & \"b\"> ${hostname} {{ hostname }} 4094 1.5 4095 true");
    }

    @ParameterizedTest
    @CsvSource({"t.ftl,<#macro own>${hostname}</#macro><#assign seen = hostname><@own/> ${seen} ${late!'-'}", """
            t.j2,{% macro own() %}{{ hostname }}{% endmacro %}{% set seen = hostname %}{{ own() }} {{ seen }} \
            {{ late | default('-') }}{% set late = hostname %}"""})
    void renderingsAtTheSameTimeKnowNothingOfEachOther(String name, String text) throws Exception {
        templates.put(name, text);
        List<Callable<String>> work = IntStream.range(0, 400)
                .<Callable<String>>mapToObj(
                        i -> () -> renderer.render(FilePath.parse(name), Map.of("hostname", "leaf" + i)))
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> configs = threads.invokeAll(work);
            for (int i = 0; i < configs.size(); i++) {
                assertThat(configs.get(i).get()).isEqualTo("leaf" + i + " leaf" + i + " -");
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void loopsMapsAndListsWorkInBothLanguages() {
        assertThat(ftl("<#list ports as p>${p};</#list>${ntp.server}"))
                .isEqualTo("Ethernet1/1;Ethernet1/2;172.16.30.1");
        assertThat(j2("{% for p in ports %}{{ p }};{% endfor %}{{ ntp.server }}"))
                .isEqualTo("Ethernet1/1;Ethernet1/2;172.16.30.1");
        assertThat(
                        j2(
                                "{% for k in ntp %}{{ k }}{% endfor %}{{ '|' }}{%- for k, v in ntp.items() %}{{ k }}={{ v }}{% endfor %}"))
                .isEqualTo("server|server=172.16.30.1");
        assertThat(j2("{% for v in range(1, 4095) %}{% if loop.last %}{{ v }}{% endif %}{% endfor %}"))
                .isEqualTo("4094");
    }

    @Test
    void anIncludedTemplateIsOneOfTheSameFolderAndReadAgainWhenItChanges() {
        templates.put("common/ntp.ftl", "ntp server ${ntp.server}");
        templates.put("common/ntp.j2", "ntp server {{ ntp.server }}");
        assertThat(ftl("<#include \"common/ntp.ftl\">")).isEqualTo("ntp server 172.16.30.1");
        assertThat(j2("{% include 'common/ntp.j2' %}")).isEqualTo("ntp server 172.16.30.1");

        templates.put("common/ntp.ftl", "no ntp");
        templates.put("common/ntp.j2", "no ntp");
        assertThat(render("t.ftl")).isEqualTo("no ntp");
        assertThat(render("t.j2")).isEqualTo("no ntp");
    }

    @ParameterizedTest
    @CsvSource({
        "../podvars.yml",
        "../../etc/passwd",
        "/etc/passwd",
        "a/../../x",
        "nothing.there",
    })
    void anIncludeFromOutsideTheFolderIsRefused(String path) {
        assertThat(fault("t.ftl", "a\n<#include \"" + path + "\">b")).startsWith("poap/templates/t.ftl:2: ");
        assertThat(fault("t.ftl", "a\n<#import \"" + path + "\" as x>b")).startsWith("poap/templates/t.ftl:2: ");
        assertThat(fault("t.j2", "a\n{% include '" + path + "' %}b")).startsWith("poap/templates/t.j2:2: ");
        assertThat(fault("t.j2", "a\n{% import '" + path + "' as x %}b")).startsWith("poap/templates/t.j2:2: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${'freemarker.template.utility.Execute'?new()('id')}",
                "${'freemarker.template.utility.ObjectConstructor'?new()('java.lang.ProcessBuilder','id')}",
                "${hostname?api.getClass()}",
                "${ports?api.class}",
                "${hostname.class}",
                "${hostname.getClass()}",
                "${ntp.class.name}",
            })
    void freeMarkerGetsNoClassesAndNoMethods(String expression) {
        assertThat(fault("t.ftl", "a\n" + expression)).startsWith("poap/templates/t.ftl:2: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ hostname.getClass() }}",
                "{{ hostname.class }}",
                "{{ ''.__class__ }}",
                "{{ ports.getClass().forName('java.lang.Runtime') }}",
                "{{ ____int3rpr3t3r____.getContext() }}",
                "{{ ____int3rpr3t3r____.config }}",
                "{{ ____int3rpr3t3r____.config.objectMapper.readValue('1', 'java.lang.Object') }}",
                "{% for c in [____int3rpr3t3r____] %}{{ c.config.objectMapper }}{% endfor %}",
                "{% set i = ____int3rpr3t3r____ %}{{ i.config.objectMapper.typeFactory }}",
                "{{ ports|map('getClass')|join }}",
            })
    void jinjaGetsNoClassesAndNotItself(String expression) {
        assertThat(fault("t.j2", "a\n" + expression)).startsWith("poap/templates/t.j2:2: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${missing}",
                "${missing?upper_case}",
                "${\"x\" + missing}",
                "<#if missing>y</#if>",
                "<#list missing as m>x</#list>",
                "<#assign x = missing>",
                "${nothing}",
            })
    void anUndefinedVariableIsAnErrorThatNamesItTheTemplateAndTheLine(String expression) {
        variables.put("nothing", null);
        String name = expression.contains("nothing") ? "nothing" : "missing";

        assertThat(fault("t.ftl", "hostname ${hostname}\n\n" + expression))
                .isEqualTo("poap/templates/t.ftl:3: the variable '" + name + "' is undefined");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ missing }}",
                "{{ missing|upper }}",
                "{{ missing.split('/')[0] }}",
                "{{ 'x' ~ missing }}",
                "{{ missing ~ 'x' }}",
                "{{ missing + 'x' }}",
                "{{ missing|join(',') }}",
                "{{ missing|length }}",
                "{{ missing|int + 1 }}",
                "{{ missing|ipaddr('address') }}",
                "{{ 'a' if missing else 'b' }}",
                "{{ hostname in missing }}",
                "{{ missing in hostname }}",
                "{{ hostname|replace(missing, 'x') }}",
                "{{ [missing, 'a']|join('-') }}",
                "{% if missing %}y{% endif %}",
                "{% if not missing %}y{% endif %}",
                "{% if missing == 'x' %}y{% endif %}",
                "{% if hostname == 'x' or missing %}y{% endif %}",
                "{% for i in missing %}x{% endfor %}",
                "{% set x = missing %}",
                "{% set x = missing ~ 'y' %}{{ x }}",
                "{{ nothing ~ 'x' }}",
            })
    void everyUseOfAnUndefinedVariableIsAnErrorInJinja(String expression) {
        variables.put("nothing", null);
        String name = expression.contains("nothing") ? "nothing" : "missing";

        assertThat(fault("t.j2", "hostname {{ hostname }}\n\n" + expression))
                .isEqualTo("poap/templates/t.j2:3: the variable '" + name + "' is undefined");
    }

    @Test
    void aKeyThatAMapDoesNotHaveIsUndefinedToo() {
        assertThat(fault("t.ftl", "${ntp.key}"))
                .isEqualTo("poap/templates/t.ftl:1: the variable 'ntp.key' is undefined");
        assertThat(fault("t.j2", "{{ ntp.key ~ 'x' }}"))
                .isEqualTo("poap/templates/t.j2:1: the variable 'ntp.key' is undefined");
    }

    @Test
    void aTemplateCanTestWhetherAVariableIsDefined() {
        assertThat(ftl("${missing!\"d\"} <#if missing??>y<#else>n</#if> <#if hostname??>y</#if>"))
                .isEqualTo("d n y");
        assertThat(j2("{{ missing|default('d') }} {{ missing|d('e') }} {{ hostname|default('d') }}"))
                .isEqualTo("d e nxos-spine1");
        assertThat(j2("{% if missing is defined %}y{% else %}n{% endif %}"
                        + "{% if missing is not defined %}y{% endif %}{% if missing is undefined %}u{% endif %}"
                        + "{% if hostname is defined %}h{% endif %}{{ ntp.key|default('k') }}"
                        + "{% if ntp.key is defined %}x{% endif %}"))
                .isEqualTo("nyuhk");
        assertThat(fault("t.j2", "{{ missing|default('d') }}\n{{ 'x' ~ missing }}"))
                .isEqualTo("poap/templates/t.j2:2: the variable 'missing' is undefined");
    }

    @Test
    void anUndefinedVariableInAnIncludedTemplateIsReportedThere() {
        templates.put("ntp.ftl", "\nserver ${missing}");
        templates.put("ntp.j2", "\nserver {{ 'x' ~ missing }}");

        assertThat(fault("t.ftl", "<#include \"ntp.ftl\">"))
                .startsWith("poap/templates/ntp.ftl:2: the variable 'missing'");
        assertThat(fault("t.j2", "{% include 'ntp.j2' %}"))
                .startsWith("poap/templates/ntp.j2:2: the variable 'missing'");
    }

    @Test
    void aSyntaxErrorIsFoundByTheCheckToo() {
        for (String broken : List.of("a\n<#if x>", "a\n${hostname", "a\n<#nonsense>", "a\n${hostname?nonsense}")) {
            assertThat(fault("t.ftl", broken))
                    .startsWith("poap/templates/t.ftl:")
                    .doesNotContain("\n");
            Faults.assertThatFault(FaultKind.INVALID_FILE)
                    .isThrownBy(() -> renderer.check(FilePath.parse("t.ftl")))
                    .withMessageStartingWith("poap/templates/t.ftl:");
        }
        for (String broken : List.of("a\n{% if hostname %}", "a\n{{ hostname", "a\n{% nonsense %}")) {
            assertThat(fault("t.j2", broken)).startsWith("poap/templates/t.j2:").doesNotContain("\n");
            Faults.assertThatFault(FaultKind.INVALID_FILE)
                    .isThrownBy(() -> renderer.check(FilePath.parse("t.j2")))
                    .withMessageStartingWith("poap/templates/t.j2:");
        }
        assertThat(fault("t.j2", "{{ hostname|nofilter }}")).startsWith("poap/templates/t.j2:1: ");
        templates.put("good.ftl", "${anything}");
        templates.put("good.j2", "{{ anything }}");
        renderer.check(FilePath.parse("good.ftl"));
        renderer.check(FilePath.parse("good.j2"));
    }

    @Test
    void aMissingTemplateIsReported() {
        Faults.assertThatFault(FaultKind.MISSING_FILE).isThrownBy(() -> render("none.ftl"));
        Faults.assertThatFault(FaultKind.MISSING_FILE).isThrownBy(() -> renderer.check(FilePath.parse("none.j2")));
    }

    @Test
    void manyRenderAtOnce() {
        templates.put("t.ftl", "<#list 1..100 as i>${hostname}</#list>");
        templates.put("t.j2", "{% for i in range(100) %}{{ hostname }}{% endfor %}");
        List<CompletableFuture<String>> all = Arrays.asList(new CompletableFuture<?>[64]).stream()
                .map(nothing -> CompletableFuture.supplyAsync(() -> render("t.ftl") + render("t.j2")))
                .toList();

        assertThat(all).allSatisfy(one -> assertThat(one.join()).isEqualTo("nxos-spine1".repeat(200)));
    }
}
