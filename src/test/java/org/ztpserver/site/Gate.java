package org.ztpserver.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A parser that does not end before it is allowed to. */
final class Gate {

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);
    final AtomicInteger parses = new AtomicInteger();

    String parse(String name, byte[] bytes) {
        parses.incrementAndGet();
        entered.countDown();
        try {
            opened.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new String(bytes, UTF_8);
    }

    void awaitParser() throws InterruptedException {
        entered.await();
    }

    void open() {
        opened.countDown();
    }
}
