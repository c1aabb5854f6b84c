package org.ztpserver.it.container;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ztpserver.it.contract.HttpContract;

/** The contract, in the container that the build has chosen. */
@ExtendWith(ArquillianExtension.class)
class ContainerContractIT implements HttpContract {

    @ArquillianResource
    @SuppressWarnings("NullAway.Init") // set by Arquillian
    private URL url;

    @Deployment(testable = false)
    static WebArchive war() {
        if (!root().toFile().mkdirs() && !root().toFile().isDirectory()) {
            throw new IllegalStateException(root() + " can't be made");
        }
        File war = new File(Objects.requireNonNull(System.getProperty("ztpserver.war"), "run by the build"));
        return ShrinkWrap.createFromZipFile(WebArchive.class, war);
    }

    @Override
    public URI base() {
        return URI.create(url.toString().replaceFirst("/$", ""));
    }

    @Override
    public Path dataRoot() {
        return root();
    }

    /** The server in the container has it from the same variable. */
    private static Path root() {
        return Path.of(Objects.requireNonNull(System.getenv("ZTPS_DEFAULT_DATAROOT"), "run by the build"));
    }
}
