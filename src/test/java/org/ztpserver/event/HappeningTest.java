package org.ztpserver.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ztpserver.event.Happening.Importance;

class HappeningTest {

    static Stream<Arguments> happenings() {
        return Stream.of(
                Arguments.of(
                        new Happening.PatternMatched("'leaf'"),
                        "pattern-matched",
                        Importance.STEP,
                        "S1: the node matches pattern 'leaf' of neighbordb"),
                Arguments.of(
                        new Happening.ProgressReported("image", "ok", "done", true),
                        "progress-reported",
                        Importance.STEP,
                        "S1: image ok: done"),
                Arguments.of(
                        new Happening.ProgressReported("image", "failed", "no space", false),
                        "progress-reported",
                        Importance.WARNING,
                        "S1 (a switch that the server does not know): image failed: no space"),
                Arguments.of(
                        new Happening.ValueTaken("pool mgmt", "S1#lo0", "192.0.2.1"),
                        "value-taken",
                        Importance.STEP,
                        "S1#lo0: has a new value of pool mgmt"),
                Arguments.of(
                        new Happening.FileServed("files/a", 10, false),
                        "file-served",
                        Importance.DETAIL,
                        "files/a: 10 bytes requested, but the connection was cut"),
                Arguments.of(
                        new Happening.Refused("GET /nodes/S1", 400, "node S1 is unknown"),
                        "refused",
                        Importance.WARNING,
                        "GET /nodes/S1: node S1 is unknown"));
    }

    @ParameterizedTest
    @MethodSource("happenings")
    void everyEventHasANameAnImportanceAndALineForAPerson(
            Happening what, String name, Importance importance, String sentence) {
        assertThat(what.name()).isEqualTo(name);
        assertThat(what.importance()).isEqualTo(importance);
        assertThat(what.sentence("S1")).isEqualTo(sentence);
    }
}
