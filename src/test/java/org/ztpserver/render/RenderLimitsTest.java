package org.ztpserver.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.site.FilePath;

/** What keeps a template from using up the server. */
@Timeout(60)
class RenderLimitsTest {

    private static final RenderLimits ROOMY = new RenderLimits(Duration.ofSeconds(20), 100_000, 512L << 20);

    private final TemplatesInMemory templates = new TemplatesInMemory();

    private String fault(RenderLimits limits, String name, String text) {
        templates.put(name, text);
        try {
            return "rendered: " + new TemplateRenderer(templates, limits).render(FilePath.parse(name), Map.of());
        } catch (ProvisioningException e) {
            return String.valueOf(e.getMessage());
        }
    }

    static Stream<Arguments> templatesWithoutAnEnd() {
        return Stream.of(
                arguments("loop.ftl", "<#list 1.. as x></#list>"),
                arguments(
                        "macro.ftl", "<#macro m><#list 1..9999999 as x></#list></#macro><#list 1.. as x><@m/></#list>"),
                arguments("include.ftl", "<#list 1.. as x><#include 'empty.ftl'></#list>"),
                arguments(
                        "attempt.ftl",
                        "<#list 1.. as x><#attempt><#list 1.. as y></#list><#recover></#attempt></#list>"),
                arguments("regex.ftl", "${('a'?right_pad(31, 'a') + '!')?matches('(.*a){12}')?c}"),
                arguments(
                        "loop.j2",
                        "{% for i in range(1000000) %}{% for j in range(1000000) %}{% endfor %}{% endfor %}"),
                arguments(
                        "empty.j2",
                        "{% for i in range(9999) %}{% for j in range(9999) %}{{ '' }}{% endfor %}{% endfor %}"));
    }

    @ParameterizedTest
    @MethodSource("templatesWithoutAnEnd")
    void aTemplateThatNeverEndsIsStopped(String name, String text) {
        RenderLimits limits = new RenderLimits(Duration.ofMillis(300), 100_000, 512L << 20);
        templates.put("empty.ftl", "");

        assertThat(fault(limits, name, text))
                .isEqualTo("poap/templates/" + name
                        + ": takes more than 300 ms or 512 MiB to render: look for an endless loop");
    }

    @Test
    void aTemplateThatCannotBeStoppedIsRefusedAfterwardsAndDelaysNoOther() throws Exception {
        RenderWatchdog watch = new RenderWatchdog(new RenderLimits(Duration.ofMillis(100), 1000, 512L << 20));
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        assertThatExceptionOfType(RenderException.class)
                .isThrownBy(() -> watch.run("stuck.ftl", "text", () -> {
                    awaitUninterruptibly(end);
                    ended.countDown();
                    return "";
                }))
                .withMessageStartingWith("takes more than 100 ms");

        assertThatExceptionOfType(RenderException.class)
                .isThrownBy(() -> watch.run("stuck.ftl", "text", () -> "never"))
                .withMessageStartingWith("took too long to render, and a thread is still busy");
        assertThat(watch.run("stuck.ftl", "mended", () -> "mended")).isEqualTo("mended");
        assertThat(watch.run("other.ftl", "text", () -> "other")).isEqualTo("other");

        end.countDown();
        ended.await();
        assertThat(eventually(watch)).isEqualTo("again");
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // what a regular expression does with an interrupt
            }
        }
    }

    private static String eventually(RenderWatchdog watch) {
        while (true) {
            try {
                return watch.run("stuck.ftl", "text", () -> "again");
            } catch (RenderException e) {
                Thread.onSpinWait(); // bounded by the time limit of the test
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "t.ftl ~ <#list 1.. as x>0123456789</#list>",
                "t.j2  ~ {% for i in range(1000000) %}0123456789{% endfor %}",
            })
    void aConfigurationHasAMaximumSize(String name, String text) {
        assertThat(fault(ROOMY, name, text))
                .startsWith("poap/templates/" + name + ": ")
                .containsAnyOf("100000", "too big", "limit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<#assign s><#list 1.. as x>0123456789</#list></#assign>",
                "<#assign s = 'x'><#list 1.. as x><#assign s = s + s></#list>",
            })
    void aTextThatGrowsInALoopIsStopped(String text) {
        RenderLimits limits = new RenderLimits(Duration.ofSeconds(20), 100_000, 64L << 20);

        assertThat(fault(limits, "t.ftl", text))
                .isEqualTo(
                        "poap/templates/t.ftl: takes more than 20000 ms or 64 MiB to render: look for an endless loop");
    }

    @Test
    void aTemplateThatCallsItselfIsAnError() {
        assertThat(fault(ROOMY, "t.ftl", "<#macro m><@m/></#macro><@m/>"))
                .isEqualTo("poap/templates/t.ftl: calls or includes itself without end");
        assertThat(fault(ROOMY, "t.ftl", "<#include 't.ftl'>")).startsWith("poap/templates/t.ftl");
        assertThat(fault(ROOMY, "t.j2", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"))
                .startsWith("poap/templates/t.j2");
        assertThat(fault(ROOMY, "t.j2", "{% include 't.j2' %}")).startsWith("poap/templates/t.j2");
    }
}
