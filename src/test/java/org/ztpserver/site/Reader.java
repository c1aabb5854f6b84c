package org.ztpserver.site;

import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.ztpserver.it.Await;

/** A request that asks for the neighbordb, on a thread of its own. */
final class Reader {

    private final FutureTask<String> task;
    private final Thread thread;

    Reader(ParsedFiles<String> files) {
        task = new FutureTask<>(
                () -> files.get("neighbordb", Path.of("/srv/ztp/neighbordb")).orElseThrow());
        thread = new Thread(task, "reader");
        thread.setDaemon(true);
        thread.start();
    }

    void awaitBlocked() {
        Await.await("a reader that waits", () -> thread.getState() == Thread.State.WAITING);
    }

    String result() throws Throwable {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }
}
