package org.ztpserver.render;

import java.lang.management.ManagementFactory;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs each rendering on its own thread, and stops it if it takes too much time or memory.
 *
 * <p>It stops a rendering by an interrupt, for which both engines check between two steps of a template. A single step
 * can't be stopped, for example a regular expression that backtracks without end. Then the request is answered and the
 * thread abandoned. While the thread runs, the same text of the template is refused at once. So a bad template occupies
 * only as many threads as can run at a time, and other templates do not wait for it.
 */
final class RenderWatchdog {

    private static final Logger log = LoggerFactory.getLogger(RenderWatchdog.class);

    private static final int AT_A_TIME = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
    private static final long LOOK_MILLIS = 20;
    private static final long GRACE_MILLIS = 500;

    private final RenderLimits limits;
    private final Semaphore turns = new Semaphore(AT_A_TIME, true);
    private final Set<Rendering> givenUp = ConcurrentHashMap.newKeySet();

    /** Idle threads end, so that nothing must be closed when the application stops. */
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                Thread thread = new Thread(work, "render");
                thread.setDaemon(true);
                return thread;
            });

    RenderWatchdog(RenderLimits limits) {
        this.limits = limits;
    }

    /**
     * Runs the work.
     *
     * @param template the name of the template
     * @param text the text of the template
     * @throws RenderException if the work throws it, or if it was stopped
     */
    String run(String template, String text, Callable<String> work) throws RenderException {
        if (givenUp.stream().anyMatch(rendering -> rendering.isOf(template, text))) {
            throw new RenderException(
                    template,
                    0,
                    "took too long to render, and a thread is still busy with it: fix it; if the fault was in an"
                            + " included file, edit this file too");
        }
        try {
            turns.acquire();
            try {
                Rendering rendering = new Rendering(template, text, work);
                threads.execute(rendering);
                return rendering.result();
            } finally {
                turns.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a configuration was rendered", e);
        }
    }

    /** One rendering, shared by its own thread and the thread that waits for it. */
    private final class Rendering implements Runnable {

        private final String template;
        private final String text;
        private final FutureTask<String> task;
        private final CountDownLatch ended = new CountDownLatch(1);
        private long allocatedBefore;
        private volatile long thread;

        Rendering(String template, String text, Callable<String> work) {
            this.template = template;
            this.text = text;
            this.task = new FutureTask<>(work);
        }

        boolean isOf(String otherTemplate, String otherText) {
            return template.equals(otherTemplate) && text.equals(otherText);
        }

        @Override
        public void run() {
            long id = Thread.currentThread().getId();
            allocatedBefore = allocatedBy(id);
            thread = id;
            try {
                task.run();
            } finally {
                ended.countDown();
                givenUp.remove(this);
            }
        }

        String result() throws RenderException, InterruptedException {
            long end = System.nanoTime() + limits.time().toNanos();
            while (true) {
                try {
                    return task.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                } catch (ExecutionException e) {
                    throw explained(Objects.requireNonNull(e.getCause()));
                } catch (TimeoutException e) {
                    if (System.nanoTime() - end > 0 || allocated() > limits.allocatedBytes()) {
                        throw stopped();
                    }
                }
            }
        }

        /** The bytes allocated so far. */
        private long allocated() {
            return thread == 0 ? 0 : allocatedBy(thread) - allocatedBefore;
        }

        private RenderException explained(Throwable fault) {
            if (fault instanceof RenderException own) {
                return own;
            }
            if (fault instanceof StackOverflowError) {
                return new RenderException(template, 0, "calls or includes itself without end");
            }
            if (fault instanceof OutOfMemoryError) {
                return new RenderException(template, 0, "takes more memory to render than available");
            }
            throw fault instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(fault);
        }

        private RenderException stopped() throws InterruptedException {
            task.cancel(true);
            if (!ended.await(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
                log.error("The rendering of {} can't be stopped, and keeps using a processor", template);
                givenUp.add(this);
                if (ended.getCount() == 0) {
                    givenUp.remove(this);
                }
            }
            return new RenderException(
                    template,
                    0,
                    "takes more than " + limits.time().toMillis() + " ms or " + (limits.allocatedBytes() >> 20)
                            + " MiB to render: look for an endless loop");
        }
    }

    /** The bytes that a thread has allocated since it began; 0 if the JVM does not report them. */
    private static long allocatedBy(long thread) {
        return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean bean
                        && bean.isThreadAllocatedMemorySupported()
                        && bean.isThreadAllocatedMemoryEnabled()
                ? bean.getThreadAllocatedBytes(thread)
                : 0;
    }
}
