package org.ztpserver.core.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionTest {

    private static Definition withAttributes(Map<String, ? extends @Nullable Object> attributes) {
        return Definition.of(Map.of(
                "name", "d",
                "attributes", Map.of("global", "g", "both", "from the definition"),
                "actions", List.of(Map.of("action", "a", "attributes", attributes))));
    }

    /** What stands for a value once the node's attributes are known. */
    private static @Nullable Object resolved(@Nullable Object value) {
        Map<String, @Nullable Object> node = new HashMap<>();
        node.put("local", List.of("l", 1));
        node.put("both", "from the node");
        node.put("call", "allocate('pool')");
        node.put("chain", "$local");
        node.put("nothing", null);
        Map<String, @Nullable Object> filled = withAttributes(Collections.singletonMap("x", value))
                .draft(node)
                .fill(Map.of(new ResourceCall("allocate", "pool"), "10.0.0.1"));
        Map<?, ?> action = (Map<?, ?>) ((List<?>) filled.getOrDefault("actions", List.of())).get(0);
        return ((Map<?, ?>) Objects.requireNonNull(action.get("attributes"))).get("x");
    }

    @ParameterizedTest
    @CsvSource({
        "$global,g",
        "$both,from the node",
        "$chain,$local",
        "$$both,$both",
        "$1$hash,$1$hash",
        "$,$",
        "$$,$$",
        "$$$x,$$$x",
        "a $both,a $both",
        "$both!,$both!",
        "$call,10.0.0.1",
        "allocate('pool'),10.0.0.1",
        "plain,plain",
        "'',''"
    })
    void aTextIsItselfAnAttributeOrAResource(String text, String expected) {
        assertThat(resolved(text)).isEqualTo(expected);
    }

    @Test
    void aReferenceCanHaveAnyValueOrNone() {
        assertThat(resolved("$local")).isEqualTo(List.of("l", 1));
        assertThat(resolved("$nothing")).isNull();
        assertThat(resolved("$missing")).isNull();
        assertThat(resolved(42)).isEqualTo(42);
        assertThat(resolved(null)).isNull();
    }

    @Test
    void valuesAreResolvedAtAnyDepth() {
        assertThat(resolved(List.of("$both", Map.of("k", List.of("$call")))))
                .isEqualTo(List.of("from the node", Map.of("k", List.of("10.0.0.1"))));
    }

    @Test
    void everyCallIsMadeOnceInTheOrderOfTheActions() {
        Definition definition =
                withAttributes(new LinkedHashMap<>(Map.of("x", Arrays.asList("b('2')", "a('1')", "b('2')"))));
        assertThat(definition.draft(Map.of()).calls())
                .containsExactly(new ResourceCall("b", "2"), new ResourceCall("a", "1"));
        assertThat(definition.resourceCalls()).hasSize(3);
    }

    @Test
    void aStartupConfigComesFirstAndThenOnlyActionsThatAreAlwaysExecuted() {
        Definition definition = Definition.of(Map.of(
                "attributes",
                Map.of("v", 1),
                "actions",
                List.of(
                        Map.of("action", "never", "attributes", Map.of("x", "allocate('p')")),
                        Map.of("action", "text", "always_execute", "true"),
                        Map.of("action", "always", "always_execute", true, "attributes", Map.of("x", "$v")))));
        Draft draft = Definition.draftWithStartupConfig(definition, "http://s/c", Map.of());
        assertThat(draft.calls()).isEmpty();
        Map<String, @Nullable Object> filled = draft.fill(Map.of());
        assertThat(filled.keySet()).containsExactly("name", "actions");
        List<?> actions = (List<?>) filled.getOrDefault("actions", List.of());
        assertThat(actions).hasSize(2);
        assertThat(actions.get(0))
                .isEqualTo(Map.of(
                        "name",
                        "install static startup-config file",
                        "action",
                        "replace_config",
                        "always_execute",
                        true,
                        "attributes",
                        Map.of("url", "http://s/c")));
        assertThat(actions.get(1))
                .isEqualTo(Map.of("action", "always", "always_execute", true, "attributes", Map.of("x", 1)));
    }

    @Test
    void keysKeepTheirOrderAndTheDefinitionItself() {
        Map<String, Object> action = new LinkedHashMap<>();
        action.put("onfailure", "f");
        action.put("action", "a");
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("zeta", 1);
        content.put("actions", new ArrayList<>(List.of(action)));
        content.put("alpha", 2);
        Definition definition = Definition.of(content);
        assertThat(definition.draft(Map.of()).fill(Map.of()).keySet()).containsExactly("zeta", "actions", "alpha");
        assertThat(content).containsEntry("actions", List.of(action));
        assertThat(action).doesNotContainKey("attributes");
        assertThat(definition.actionNames()).containsExactly("a");
    }

    @Test
    void anInvalidDefinitionIsRefusedWithTheReason() {
        List<Map<String, ?>> wrong = List.of(
                Map.of(),
                Map.of("actions", Map.of()),
                Map.of("actions", List.of("a")),
                Map.of("actions", List.of(Map.of())),
                Map.of("actions", List.of(Map.of("action", " "))),
                Map.of("actions", List.of(Map.of("action", "a", "attributes", List.of()))),
                Map.of("actions", List.of(), "attributes", "x"));
        for (Map<String, ?> content : wrong) {
            assertThatThrownBy(() -> Definition.of(content))
                    .as(content.toString())
                    .isInstanceOf(IllegalArgumentException.class)
                    .message()
                    .containsAnyOf("'actions'", "action 1", "'attributes'");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"allocate('pool') | allocate | pool", "_f1('a(b)') | _f1 | a(b)", "f(\"it's\") | f | it's"})
    void aCallHasAFunctionAndAnArgument(String text, String function, String argument) {
        assertThat(ResourceCall.parse(text)).contains(new ResourceCall(function, argument));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "f",
                "f()",
                "f('')",
                "f( 'a')",
                "f('a' )",
                "f('a b')",
                "f('a\")",
                "f(a)",
                " f('a')",
                "f('a') ",
                "f-g('a')",
                "x f('a')"
            })
    void allElseIsText(String text) {
        assertThat(ResourceCall.parse(text)).isEmpty();
    }
}
