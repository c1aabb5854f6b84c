package org.ztpserver.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ztpserver.core.node.NodeId;

@Timeout(30)
class EventsTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    private final ConcurrentLinkedQueue<Event> heard = new ConcurrentLinkedQueue<>();
    private final Contact contact = new Contact("192.0.2.1");

    private static Happening file(int number) {
        return new Happening.FileServed("files/" + number, 1, true);
    }

    private static Events started(Events events) {
        events.start();
        return events;
    }

    @Test
    void anEventHasTheTimeTheAddressAndTheNodeAsSoonAsItIsKnown() {
        try (Events events = started(new Events(CLOCK, List.of(heard::add)))) {
            events.tell(contact, new Happening.BootstrapServed("bootstrap/bootstrap"));
            contact.identify(NodeId.parse("JPE1"));
            events.tell(contact, new Happening.Registered("nodes/JPE1"));
        }
        assertThat(heard)
                .containsExactly(
                        new Event(
                                NOON,
                                Optional.of("192.0.2.1"),
                                Optional.empty(),
                                new Happening.BootstrapServed("bootstrap/bootstrap")),
                        new Event(
                                NOON,
                                Optional.of("192.0.2.1"),
                                Optional.of("JPE1"),
                                new Happening.Registered("nodes/JPE1")));
        contact.close();
    }

    @Test
    void everyListenerGetsAllEventsInOrderEvenIfAnotherThrows() {
        EventListener broken = event -> {
            throw new IllegalStateException("broken");
        };
        try (Events events = started(new Events(CLOCK, List.of(broken, heard::add)))) {
            IntStream.range(0, 100).forEach(i -> events.tell(contact, file(i)));
        }
        assertThat(heard)
                .extracting(Event::what)
                .containsExactlyElementsOf(
                        IntStream.range(0, 100).mapToObj(EventsTest::file).toList());
    }

    @Test
    void aListenerThatHangsDelaysNobodyAndLosesEventsThatDoNotFit() throws InterruptedException {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        EventListener slow = event -> {
            hanging.countDown();
            await(released);
            heard.add(event);
        };
        try (Events events = started(new Events(CLOCK, List.of(slow), 10))) {
            events.tell(contact, file(0));
            hanging.await();
            IntStream.range(1, 1000).forEach(i -> events.tell(contact, file(i))); // and comes back
            released.countDown();
        }
        assertThat(heard)
                .extracting(Event::what)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(0, 10).mapToObj(EventsTest::file).toList());
    }

    @Test
    void aListenerThatHangsDelaysNoOtherListener() throws InterruptedException {
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch all = new CountDownLatch(100);
        try (Events events =
                started(new Events(CLOCK, List.of(event -> await(released), event -> all.countDown()), 200))) {
            IntStream.range(0, 100).forEach(i -> events.tell(contact, file(i)));
            assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
            released.countDown();
        }
    }

    @Test
    void anErrorInAListenerEndsOneEventOnly() {
        EventListener brokenOnce = event -> {
            heard.add(event);
            if (heard.size() == 1) {
                throw new StackOverflowError("on purpose");
            }
        };
        try (Events events = started(new Events(CLOCK, List.of(brokenOnce)))) {
            events.tell(contact, file(1));
            events.tell(contact, file(2));
        }
        assertThat(heard).extracting(Event::what).containsExactly(file(1), file(2));
    }

    @Test
    void withoutAStartNothingIsDeliveredAndTheEndDoesNotWait() {
        try (Events events = new Events(CLOCK, List.of(heard::add))) {
            events.tell(contact, file(1));
        }
        assertThat(heard).isEmpty();
    }

    @Test
    void anEventAfterTheEndIsNotAFault() {
        Events events = started(new Events(CLOCK, List.of(heard::add)));
        events.close();
        events.tell(contact, file(1));
        assertThat(heard).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
