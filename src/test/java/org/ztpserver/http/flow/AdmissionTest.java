package org.ztpserver.http.flow;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private final Flow flow =
            new Flow(new FlowLimits(1, 2, Duration.ofSeconds(4), 1_000_000, Duration.ofSeconds(10), 0));
    private final Admission admission = new Admission(flow);
    private final FakeExchange inside = new FakeExchange("");
    private final FakeExchange first = new FakeExchange("");
    private final FakeExchange second = new FakeExchange("");
    private final List<Object> served = new ArrayList<>();

    private void arrive(FakeExchange exchange) throws IOException, ServletException {
        admission.doFilter(exchange.request, exchange.response, (request, response) -> served.add(exchange));
    }

    /** One request is in, and does this while it is. */
    private void inside(Action meanwhile) throws Exception {
        admission.doFilter(inside.request, inside.response, (request, response) -> {
            try {
                meanwhile.run();
            } catch (IOException | ServletException e) {
                throw e;
            } catch (Exception e) {
                throw new ServletException(e);
            }
        });
    }

    private interface Action {
        void run() throws Exception;
    }

    private void assertThatAPlaceIsFree() throws Exception {
        FakeExchange next = new FakeExchange("");
        arrive(next);
        assertThat(served).contains(next);
    }

    @Test
    void whoWaitsIsServedWhenItsTurnHasCome() throws Exception {
        inside(() -> arrive(first));
        assertThat(first.dispatches).isEqualTo(1);
        assertThat(served).isEmpty();
        arrive(first);
        assertThat(served).containsExactly(first);
        assertThatAPlaceIsFree();
    }

    @Test
    void whoCannotBeDispatchedLeavesThePlaceToTheNextOne() throws Exception {
        first.dispatchFault = new RejectedExecutionException("no thread");
        inside(() -> {
            arrive(first);
            arrive(second);
        });
        assertThat(second.dispatches).isEqualTo(1);
        arrive(second);
        assertThat(served).containsExactly(second);
        assertThatAPlaceIsFree();
    }

    @Test
    void whoEndsAfterItWasCalledGivesThePlaceBack() throws Exception {
        inside(() -> {
            arrive(first);
            arrive(second);
        });
        first.fail();
        assertThat(second.dispatches).isEqualTo(1);
        arrive(first);
        assertThat(first.status).isEqualTo(503);
        arrive(second);
        assertThat(served).containsExactly(second);
        assertThatAPlaceIsFree();
    }

    @Test
    void whoEndsWhileItWaitsGivesTheSeatBack() throws Exception {
        inside(() -> {
            arrive(first);
            first.fail();
            arrive(second);
            FakeExchange third = new FakeExchange("");
            arrive(third);
            assertThat(third.status).isEqualTo(200);
        });
        assertThat(first.dispatches).isZero();
        assertThat(second.dispatches).isEqualTo(1);
    }

    @Test
    void oneThatCannotBeDispatchedKeepsNoOtherFromItsAnswer() throws Exception {
        first.dispatchFault = new RejectedExecutionException("no thread");
        inside(() -> {
            arrive(first);
            arrive(second);
            flow.room().check(System.nanoTime() + Duration.ofSeconds(5).toNanos());
            assertThat(second.dispatches).isEqualTo(1);
            arrive(second);
            assertThat(second.status).isEqualTo(503);
        });
        assertThatAPlaceIsFree();
    }
}
