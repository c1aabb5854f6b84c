package org.ztpserver.app;

import jakarta.servlet.http.HttpServlet;
import java.time.Clock;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.servlet.ServletProperties;
import org.ztpserver.http.ExternalUrls;
import org.ztpserver.http.FaultMapper;
import org.ztpserver.http.FileHandOver;
import org.ztpserver.http.eos.BodyLimits;
import org.ztpserver.http.eos.BootstrapResource;
import org.ztpserver.http.eos.FilesServlet;
import org.ztpserver.http.eos.MetaResource;
import org.ztpserver.http.eos.NodeProgressResource;
import org.ztpserver.http.eos.NodesResource;
import org.ztpserver.provisioning.Bootstrap;
import org.ztpserver.provisioning.NodeDefinitions;
import org.ztpserver.provisioning.NodeRegistration;
import org.ztpserver.provisioning.ProgressReports;
import org.ztpserver.provisioning.ServedFiles;
import org.ztpserver.provisioning.ServedFiles.Area;
import org.ztpserver.provisioning.StartupConfigs;
import org.ztpserver.repository.BootstrapDirectory;
import org.ztpserver.repository.DataRoot;
import org.ztpserver.repository.NodeDirectories;
import org.ztpserver.repository.ServedDirectories;
import org.ztpserver.repository.SiteDirectory;
import org.ztpserver.repository.program.ConfigHandlerRuns;

/** All wiring: who is made of what, and which path goes to whom. */
final class ZtpApplication implements AutoCloseable {

    /** Paths that are served by servlets of their own and never reach JAX-RS. */
    private static final String SERVLET_PATHS = "/(files|actions)(/.*)?";

    private final ExternalUrls urls;
    private final BodyLimits bodyLimits;
    private final NodeRegistration registration;
    private final NodeDefinitions definitions;
    private final StartupConfigs startupConfigs;
    private final ProgressReports progress;
    private final Bootstrap bootstrap;
    private final ServedFiles files;
    private final FileHandOver handOver;
    private final ResourceWiring resources;
    private final ConfigHandlerRuns configHandlers;
    private final PoapWiring poap;

    ZtpApplication(ServerConfig config, DataRoot root) {
        resources = new ResourceWiring(config, root);
        configHandlers = new ConfigHandlerRuns(root, config.resources().configHandlers());
        NodeDirectories nodes = new NodeDirectories(root, config.identifier());
        nodes.removeAbandoned();
        SiteDirectory site = new SiteDirectory(root, config.neighbordbFilename(), config.identifier());
        urls = new ExternalUrls(config.trustedProxies(), config.serverUrl().orElse(null));
        bodyLimits = config.bodyLimits();
        registration = new NodeRegistration(config.identifier(), nodes, site);
        definitions = new NodeDefinitions(nodes, resources.desk(), config.topologyValidation());
        startupConfigs = new StartupConfigs(nodes, configHandlers);
        progress = new ProgressReports(nodes);
        bootstrap = new Bootstrap(new BootstrapDirectory(root, config.bootstrapFilename()));
        files = new ServedDirectories(root);
        handOver = new FileHandOver(
                config.sendfile(), config.sendfilePrefix(), root.path().toString(), config.trustedProxies());
        poap = new PoapWiring(config, root, resources.desk(), urls);
    }

    /** Everything but {@link #files} and {@link #actions}. */
    ResourceConfig api() {
        return new ResourceConfig()
                .register(new BootstrapResource(bootstrap, urls))
                .register(new NodesResource(registration, definitions, startupConfigs, urls, bodyLimits))
                .register(new NodeProgressResource(progress, Clock.systemUTC()))
                .register(new MetaResource(files))
                .registerInstances(poap.resources())
                .register(new FaultMapper())
                .property(ServletProperties.FILTER_STATIC_CONTENT_REGEX, SERVLET_PATHS)
                .property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true)
                .property(ServerProperties.WADL_FEATURE_DISABLE, true)
                .property(ServerProperties.BV_FEATURE_DISABLE, true)
                .property(ServerProperties.METAINF_SERVICES_LOOKUP_DISABLE, true)
                .property(ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true)
                .property(ServerProperties.PROCESSING_RESPONSE_ERRORS_ENABLED, true);
    }

    HttpServlet files() {
        return new FilesServlet(files, Area.FILES, "text/plain", handOver);
    }

    HttpServlet actions() {
        return new FilesServlet(files, Area.ACTIONS, "text/x-python", handOver);
    }

    @Override
    public void close() {
        configHandlers.close();
        resources.close();
    }
}
