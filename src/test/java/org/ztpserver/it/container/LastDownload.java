package org.ztpserver.it.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.ztpserver.it.contract.SiteFiles;

/** A switch that gets an image when the container is stopped. */
final class LastDownload {

    /** More than fits into the buffers between server and client. */
    private static final int SIZE = 64 << 20;

    /** Longer than a container takes to end when it waits for nobody. */
    private static final Duration STEADFAST = Duration.ofSeconds(4);

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private LastDownload() {}

    /** Stops the container, sees that the image arrives whole, and returns the container's exit status. */
    static int whileStopping(ContainerProcess container) throws Exception {
        new SiteFiles(container.dataRoot()).write("files/image", "x".repeat(SIZE));
        try (InputStream image = open(container.url(), "/files/image").getInputStream()) {
            CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> stop(container));
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (servesOthers(container.url())) {
                assertThat(System.nanoTime()).as("it goes on serving").isLessThan(end);
                LockSupport.parkNanos(10_000_000);
            }
            assertThatThrownBy(() -> status.get(STEADFAST.toSeconds(), TimeUnit.SECONDS))
                    .as("the end of the container")
                    .isInstanceOf(TimeoutException.class);
            assertThat(image.transferTo(OutputStream.nullOutputStream())).isEqualTo(SIZE);
            return status.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static int stop(ContainerProcess container) {
        try {
            return container.stop();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean servesOthers(URI url) {
        try {
            return open(url, "/bootstrap/config").getResponseCode() == 200;
        } catch (IOException e) {
            return false; // nobody listens any more
        }
    }

    private static HttpURLConnection open(URI url, String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url + path).toURL().openConnection();
        connection.setReadTimeout((int) PATIENCE.toMillis());
        return connection;
    }
}
