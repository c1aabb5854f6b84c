package org.ztpserver.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ztpserver.core.fault.Faults.assertThatFault;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ztpserver.core.definition.ResourceCall;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.resource.ResourceSource.Allocation;
import org.ztpserver.resource.ResourceSource.Fresh;

/** What every source of values keeps, wherever its pools are (contract A7). Each test begins without pools. */
public interface ValueSourceContract {

    /** What calls are made of: {@code allocate}. */
    String function();

    /** What one pool is called in sentences: {@code pool} or {@code table}. */
    String noun();

    /** The source of one server; all that a test asks for share the same pools. */
    ResourceSource server(IdentifierScheme scheme) throws Exception;

    /**
     * Makes a pool.
     *
     * @param values each {@code VALUE} or {@code VALUE=OWNER}, in alphabetical order
     */
    void makePool(String name, List<String> values) throws Exception;

    /** What is in a pool now, as {@link #makePool} takes it. */
    List<String> pool(String name) throws Exception;

    /** How many nodes ask at once. */
    default int crowd() {
        return 100;
    }

    private ResourceSource server() throws Exception {
        return server(IdentifierScheme.SERIALNUMBER);
    }

    private void makePool(String name, String... values) throws Exception {
        makePool(name, List.of(values));
    }

    /** @param claims {@code p} or {@code p#name} */
    private Allocation take(ResourceSource server, String id, String... claims) {
        return server.take(NodeId.parse(id), new Node(null, null, null, null, Map.of()), calls(claims));
    }

    private Set<ResourceCall> calls(String... claims) {
        return Arrays.stream(claims)
                .map(claim -> new ResourceCall(function(), claim))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The values in the order of the claims. */
    private List<@Nullable Object> valuesFor(ResourceSource server, String id, String... claims) {
        return values(take(server, id, claims), claims);
    }

    private List<@Nullable Object> values(Allocation taken, String... claims) {
        assertThat(taken.values()).containsOnlyKeys(calls(claims));
        List<@Nullable Object> values = new ArrayList<>();
        calls(claims).forEach(call -> values.add(taken.values().get(call)));
        return values;
    }

    @Test
    default void aNodeGetsTheFirstFreeValueAndKeepsIt() throws Exception {
        makePool("p", "a", "b=JPE1", "c", "d");
        ResourceSource server = server();

        assertThat(valuesFor(server, "JPE2", "p")).containsExactly("a");
        assertThat(valuesFor(server, "JPE3", "p")).containsExactly("c");
        assertThat(valuesFor(server, "JPE1", "p")).as("by hand").containsExactly("b");
        assertThat(valuesFor(server, "JPE2", "p")).as("again").containsExactly("a");
        assertThat(valuesFor(server(), "JPE3", "p"))
                .as("again, of a server that has not given it")
                .containsExactly("c");

        assertThat(pool("p")).containsExactly("a=JPE2", "b=JPE1", "c=JPE3", "d");
    }

    @Test
    default void whatWasFreeBeforeIsSaidToBeNew() throws Exception {
        makePool("p", "a=JPE1", "b", "c");
        ResourceSource server = server();

        assertThat(take(server, "JPE1", "p", "p#lo0").fresh())
                .containsExactly(new Fresh(noun() + " p", "JPE1#lo0", "b"));
        assertThat(take(server, "JPE1", "p", "p#lo0").fresh()).isEmpty();
        assertThat(take(server, "JPE2", "p").fresh()).containsExactly(new Fresh(noun() + " p", "JPE2", "c"));
    }

    @Test
    default void whenAllValuesAreTakenTheNextNodeIsToldSo() throws Exception {
        makePool("p", "a=JPE1", "b");
        ResourceSource server = server();
        take(server, "JPE2", "p");

        assertThatFault(FaultKind.NO_VALUE)
                .isThrownBy(() -> take(server, "JPE3", "p"))
                .withMessageStartingWith(noun() + " p is exhausted");

        assertThat(pool("p")).containsExactly("a=JPE1", "b=JPE2");
        assertThat(valuesFor(server, "JPE2", "p")).containsExactly("b");
    }

    @Test
    default void aNodeThatUsesSomeOfItsValuesAfterAllGivesTheOthersBack() throws Exception {
        makePool("p", "a", "b", "c=JPE1#lo2");
        Allocation taken = take(server(), "JPE1", "p", "p#lo0", "p#lo2");

        taken.without(calls("p")).giveBack();
        assertThat(pool("p")).containsExactly("a=JPE1", "b", "c=JPE1#lo2");
        taken.without(calls("p#lo0")).without(calls("p")).giveBack();
        assertThat(pool("p")).containsExactly("a=JPE1", "b", "c=JPE1#lo2");
        taken.giveBack();
        assertThat(pool("p")).containsExactly("a", "b", "c=JPE1#lo2");
    }

    @Test
    default void oneNodeMayHaveSeveralNamedValuesOfOnePool() throws Exception {
        makePool("p", "a", "b", "c", "d");
        ResourceSource server = server();

        assertThat(valuesFor(server, "JPE1", "p#lo0", "p", "p#lo1")).containsExactly("a", "b", "c");
        assertThat(valuesFor(server, "JPE1", "p#lo1")).containsExactly("c");
        assertThat(valuesFor(server, "JPE2", "p#lo1")).containsExactly("d");

        assertThat(pool("p")).containsExactly("a=JPE1#lo0", "b=JPE1", "c=JPE1#lo1", "d=JPE2#lo1");
    }

    @Test
    default void underSystemmacAnOwnerIsKnownInEveryNotationAndItsNamesAreNotMixedUp() throws Exception {
        makePool("p", "a=00:1C:73:AA:BB:CC", "b=001c.73aa.bbcc#Lo-0", "c", "d");
        ResourceSource server = server(IdentifierScheme.SYSTEMMAC);

        for (String id : List.of("001c73aabbcc", "001C73AABBCC")) {
            assertThat(valuesFor(server, id, "p")).containsExactly("a");
            assertThat(valuesFor(server, id, "p#Lo-0")).containsExactly("b");
            assertThat(valuesFor(server, id, "p#lo0")).containsExactly("c");
        }
        assertThat(valuesFor(server, "001c73aabbdd", "p")).containsExactly("d");
        assertThat(pool("p")).startsWith("a=00:1C:73:AA:BB:CC", "b=001c.73aa.bbcc#Lo-0", "c=001c73aabbcc#lo0");
    }

    @Test
    default void bySerialNumberTheCaseOfAnOwnerMatters() throws Exception {
        makePool("p", "a=JPE1", "b");

        assertThat(valuesFor(server(), "jpe1", "p")).containsExactly("b");
    }

    @Test
    default void ofSeveralCallsAllAreAnsweredOrNoneIs() throws Exception {
        makePool("p", "a", "b");
        makePool("q", "c=JPE1");
        ResourceSource server = server();

        assertThatFault(FaultKind.NO_VALUE)
                .isThrownBy(() -> take(server, "JPE2", "p", "p#lo0", "q"))
                .withMessageStartingWith(noun() + " q is exhausted");
        assertThatFault(FaultKind.NO_VALUE)
                .isThrownBy(() -> take(server, "JPE2", "p", "missing"))
                .withMessageContaining("missing");

        assertThat(pool("p")).containsExactly("a", "b");
        assertThat(valuesFor(server, "JPE1", "p", "q")).containsExactly("a", "c");
    }

    @Test
    default void aReturnedValueIsFreeAgainButOneThatTheNodeHadBeforeIsNot() throws Exception {
        makePool("p", "a", "b=JPE1", "c");
        makePool("q", "d");
        ResourceSource server = server();

        Allocation taken = take(server, "JPE1", "p", "p#lo0", "q");
        assertThat(values(taken, "p", "p#lo0", "q")).containsExactly("b", "a", "d");
        taken.giveBack();

        assertThat(pool("p")).containsExactly("a", "b=JPE1", "c");
        assertThat(pool("q")).containsExactly("d");
        assertThat(valuesFor(server, "JPE2", "p")).containsExactly("a");
    }

    @Test
    default void aPoolThatIsNotThereIsNamed() throws Exception {
        makePool("p", "a");
        ResourceSource server = server();
        ResourceCall missing = new ResourceCall(function(), "missing#lo0");

        server.check(new ResourceCall(function(), "p#lo0"));
        assertThatFault(FaultKind.NO_VALUE)
                .isThrownBy(() -> server.check(missing))
                .withMessageContaining("missing");
        assertThatFault(FaultKind.NO_VALUE)
                .isThrownBy(() -> take(server, "JPE1", "missing#lo0"))
                .withMessageContaining("missing");
        assertThat(pool("p")).as("to check takes nothing").containsExactly("a");
    }

    @Test
    default void manyNodesAtOnceNeverShareAValue() throws Exception {
        crowdShares(List.of(server()));
    }

    @Test
    default void manyNodesOfTwoServersAtOnceNeverShareAValue() throws Exception {
        crowdShares(List.of(server(), server()));
    }

    /** There are just enough values. */
    private void crowdShares(List<ResourceSource> servers) throws Exception {
        List<String> free = IntStream.range(0, crowd())
                .mapToObj(i -> String.format("10.0.0.%03d", i))
                .toList();
        makePool("p", free);

        Map<String, List<@Nullable Object>> taken = allAtOnce(servers, (server, id) -> valuesFor(server, id, "p"));

        assertThat(owners("p")).hasSize(crowd()).isEqualTo(taken);
        assertThatFault(FaultKind.NO_VALUE).isThrownBy(() -> take(servers.get(0), "LATE", "p"));
        assertThat(allAtOnce(servers, (server, id) -> valuesFor(server, id, "p")))
                .as("again")
                .isEqualTo(taken);
    }

    /** Who asks for two pools does not wait for one who has the other already. */
    @Test
    default void nodesThatAskForTwoPoolsInAnyOrderAllGetBoth() throws Exception {
        List<String> free = IntStream.range(0, crowd())
                .mapToObj(i -> String.format("%03d", i))
                .toList();
        makePool("p", free);
        makePool("q", free);

        Map<String, List<@Nullable Object>> taken = allAtOnce(
                List.of(server(), server()),
                (server, id) ->
                        id.hashCode() % 2 == 0 ? valuesFor(server, id, "p", "q") : valuesFor(server, id, "q", "p"));

        assertThat(taken.values())
                .hasSize(crowd())
                .allSatisfy(values -> assertThat(values).hasSize(2));
        assertThat(owners("p")).hasSize(crowd());
        assertThat(owners("q")).hasSize(crowd());
    }

    /** Of a crowd that fails in the end, nobody takes anything away from the others. */
    @Test
    default void whatManyGiveBackAtOnceIsFreeAgain() throws Exception {
        List<String> free = IntStream.range(0, crowd())
                .mapToObj(i -> String.format("%03d", i))
                .toList();
        makePool("p", free);

        allAtOnce(List.of(server(), server()), (server, id) -> {
            Allocation taken = take(server, id, "p");
            taken.giveBack();
            return values(taken, "p");
        });

        assertThat(pool("p")).isEqualTo(free);
    }

    /** What one node asks of one server. */
    interface Request {
        List<@Nullable Object> send(ResourceSource server, String id) throws Exception;
    }

    /** The values of each node. */
    private Map<String, List<@Nullable Object>> allAtOnce(List<ResourceSource> servers, Request request)
            throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Map<String, Future<List<@Nullable Object>>> asked = new HashMap<>();
            for (int i = 0; i < crowd(); i++) {
                ResourceSource server = servers.get(i % servers.size());
                String id = "JPE" + i;
                asked.put(id, threads.submit(() -> request.send(server, id)));
            }
            Map<String, List<@Nullable Object>> answers = new TreeMap<>();
            for (Map.Entry<String, Future<List<@Nullable Object>>> node : asked.entrySet()) {
                answers.put(node.getKey(), node.getValue().get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    /** What the owners of a pool have. */
    private Map<String, List<@Nullable Object>> owners(String name) throws Exception {
        Map<String, List<@Nullable Object>> owners = new TreeMap<>();
        for (String value : pool(name)) {
            String[] parts = value.split("=", 2);
            if (parts.length == 2) {
                assertThat(owners.put(parts[1], Collections.singletonList(parts[0])))
                        .as(parts[1])
                        .isNull();
            }
        }
        return owners;
    }
}
