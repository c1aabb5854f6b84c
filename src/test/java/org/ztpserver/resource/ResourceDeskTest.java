package org.ztpserver.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ztpserver.core.definition.ResourceCall;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.Faults;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.event.Contact;
import org.ztpserver.event.Happening;
import org.ztpserver.event.RecordedEvents;

@Timeout(30)
class ResourceDeskTest {

    private static final Contact CONTACT = new Contact("192.0.2.1");

    private final RecordedEvents events = new RecordedEvents();

    private static final NodeId ID = NodeId.parse("JPE1");
    private static final NodeId OTHER = NodeId.parse("JPE2");
    private static final NodeId THIRD = NodeId.parse("JPE3");
    private static final Node NODE = new Node(null, null, null, null, Map.of());

    /** What was asked of the sources and given back to them. */
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    private boolean stuck = true;
    private long nanos;

    private final ResourceDesk desk = new ResourceDesk(events.events(), new Source("plugins"), pools(), () -> nanos);

    private Map<String, ResourceSource> pools() {
        Map<String, ResourceSource> pools = new LinkedHashMap<>();
        pools.put("sqlite", new Source("sqlite"));
        pools.put("sql", new Source("sql"));
        pools.put("allocate", new Source("allocate"));
        return pools;
    }

    @Test
    void everySourceIsAskedOnceForAllOfItsCalls() {
        Map<ResourceCall, @Nullable Object> values =
                obtain(desk, "allocate('a')", "mine('x')", "sqlite('t')", "allocate('b')");

        assertThat(asked)
                .containsExactly(
                        "plugins [mine('x')]", "sqlite [sqlite('t')]", "allocate [allocate('a'), allocate('b')]");
        assertThat(values)
                .containsOnlyKeys(calls("allocate('a')", "mine('x')", "sqlite('t')", "allocate('b')"))
                .containsEntry(new ResourceCall("sqlite", "t"), "sqlite('t') of JPE1");
    }

    @Test
    void newValuesAreReportedWhenAllSourcesHaveAnswered() {
        obtain(desk, "allocate('own')", "allocate('a')", "sqlite('t')");
        assertThatThrownBy(() -> obtain(desk, "allocate('fail')", "sql('t')")).hasMessage("allocate has none");

        assertThat(events.heard())
                .containsExactly(
                        new Happening.ValueTaken("sqlite t", "JPE1", "sqlite('t') of JPE1"),
                        new Happening.ValueTaken("allocate a", "JPE1", "allocate('a') of JPE1"));
    }

    @Test
    void withoutCallsNoSourceIsAsked() {
        assertThat(obtain(desk)).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void valuesOfOtherSourcesAreGivenBackWhenOneFails() {
        assertThatThrownBy(() -> obtain(desk, "allocate('fail')", "mine('x')", "sqlite('t')", "sql('t')"))
                .is(Faults.fault(FaultKind.NO_VALUE))
                .hasMessage("allocate has none");

        assertThat(asked)
                .containsExactly(
                        "plugins [mine('x')]",
                        "sqlite [sqlite('t')]",
                        "sql [sql('t')]",
                        "allocate [allocate('fail')]",
                        "sql gets back [sql('t')]",
                        "sqlite gets back [sqlite('t')]",
                        "plugins gets back [mine('x')]");
    }

    @Test
    void aSourceThatFailsToTakeBackDoesNotStopTheOthers() {
        assertThatThrownBy(() -> obtain(desk, "allocate('fail')", "sqlite('t')", "sql('stuck')"))
                .hasMessage("allocate has none");

        assertThat(asked).endsWith("sql gets back [sql('stuck')]", "sqlite gets back [sqlite('t')]");
    }

    @Test
    void whatCouldNotBeGivenBackIsGivenBackAfterTheNextRequestThatSucceeds() {
        assertThatThrownBy(() -> obtain(desk, "allocate('fail')", "sql('stuck')"));
        stuck = false;
        asked.clear();
        assertThatThrownBy(() -> desk.obtain(CONTACT, OTHER, NODE, calls("allocate('fail')")));
        assertThat(asked).as("the disk may still be full").doesNotContain("sql gets back [sql('stuck')]");

        desk.obtain(CONTACT, OTHER, NODE, calls("sqlite('t')"));
        desk.obtain(CONTACT, OTHER, NODE, calls("sqlite('t')"));

        assertThat(asked).containsOnlyOnce("sql gets back [sql('stuck')]");
    }

    @Test
    void itIsTriedAgainUntilItWorks() {
        assertThatThrownBy(() -> obtain(desk, "allocate('fail')", "sql('stuck')"));
        asked.clear();
        desk.obtain(CONTACT, OTHER, NODE, calls("sqlite('t')"));
        stuck = false;
        desk.obtain(CONTACT, OTHER, NODE, calls("sqlite('t')"));
        assertThat(asked).as("not at each request").containsOnlyOnce("sql gets back [sql('stuck')]");

        nanos += UnreturnedValues.PAUSE.toNanos();
        desk.obtain(CONTACT, OTHER, NODE, calls("sqlite('t')"));

        assertThat(asked).filteredOn("sql gets back [sql('stuck')]"::equals).hasSize(2);
    }

    @Test
    void aSourceThatDoesNotWorkIsTriedOnceForAllNodesThatOweItSomething() {
        assertThatThrownBy(() -> obtain(desk, "allocate('fail')", "sql('stuck')"));
        assertThatThrownBy(() -> desk.obtain(CONTACT, THIRD, NODE, calls("allocate('fail')", "sql('stuck')")));
        asked.clear();
        desk.obtain(CONTACT, OTHER, NODE, calls("sqlite('t')"));
        assertThat(asked).containsOnlyOnce("sql gets back [sql('stuck')]");

        stuck = false;
        nanos += UnreturnedValues.PAUSE.toNanos();
        desk.obtain(CONTACT, OTHER, NODE, calls("sqlite('t')"));
        assertThat(asked).filteredOn("sql gets back [sql('stuck')]"::equals).hasSize(3);
    }

    @Test
    void aNodeGivesBackWhatItNoLongerAsksFor() {
        assertThatThrownBy(() -> obtain(desk, "allocate('fail')", "sql('stuck')", "sql('t')"));
        stuck = false;
        asked.clear();
        obtain(desk, "sql('t')");

        assertThat(asked).containsExactly("sql [sql('t')]", "sql gets back [sql('stuck')]");
    }

    @Test
    void aNodeThatHasGotItsValuesAfterAllKeepsThem() {
        assertThatThrownBy(() -> obtain(desk, "allocate('fail')", "sql('stuck')"));
        stuck = false;
        asked.clear();
        obtain(desk, "sql('stuck')");
        desk.obtain(CONTACT, OTHER, NODE, calls("sqlite('t')"));

        assertThat(asked).doesNotContain("sql gets back [sql('stuck')]");
    }

    @Test
    void twoRequestsOfOneNodeComeOneAfterTheOther() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        Source slow = new Source("allocate") {
            @Override
            public Allocation take(NodeId id, Node node, Set<ResourceCall> calls) {
                Allocation taken = super.take(id, node, calls);
                begun.countDown();
                try {
                    answer.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return taken;
            }
        };
        ResourceDesk slowDesk = new ResourceDesk(events.events(), new Source("plugins"), Map.of("allocate", slow));
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Future<?> first = threads.submit(() -> obtain(slowDesk, "allocate('a')"));
            begun.await();
            Future<?> second = threads.submit(() -> obtain(slowDesk, "mine('b')"));
            // Another node is not kept waiting by any of that.
            threads.submit(() -> slowDesk.obtain(CONTACT, NodeId.parse("JPE2"), NODE, calls("mine('c')")))
                    .get();
            assertThat(second.isDone()).isFalse();
            answer.countDown();
            first.get();
            second.get();
        } finally {
            threads.shutdownNow();
        }
        assertThat(asked).containsExactly("allocate [allocate('a')]", "plugins [mine('c')]", "plugins [mine('b')]");
    }

    private static Map<ResourceCall, @Nullable Object> obtain(ResourceDesk desk, String... calls) {
        return desk.obtain(CONTACT, ID, NODE, calls(calls));
    }

    private static Set<ResourceCall> calls(String... calls) {
        return Arrays.stream(calls)
                .map(call -> ResourceCall.parse(call).orElseThrow())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private class Source implements ResourceSource {

        private final String name;

        Source(String name) {
            this.name = name;
        }

        @Override
        public Allocation take(NodeId id, Node node, Set<ResourceCall> calls) {
            asked.add(name + " " + calls);
            if (calls.stream().anyMatch(call -> call.argument().equals("fail"))) {
                throw new ProvisioningException(FaultKind.NO_VALUE, name + " has none");
            }
            Map<ResourceCall, @Nullable Object> values = new LinkedHashMap<>();
            calls.forEach(call -> values.put(call, call + " of " + id));
            List<Fresh> fresh = calls.stream()
                    .filter(call -> !call.argument().equals("own"))
                    .map(call -> new Fresh(name + " " + call.argument(), id.value(), values.get(call)))
                    .toList();
            return new Allocation(values, fresh, kept -> {
                Set<ResourceCall> others = new LinkedHashSet<>(calls);
                others.removeAll(kept);
                asked.add(name + " gets back " + others);
                if (others.stream().anyMatch(call -> call.argument().equals("stuck")) && stuck) {
                    throw new ProvisioningException(FaultKind.NO_VALUE, name + " is stuck");
                }
            });
        }

        @Override
        public void check(ResourceCall call) {}
    }
}
