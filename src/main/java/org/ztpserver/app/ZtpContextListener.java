package org.ztpserver.app;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.ztpserver.app.config.ConfigException;
import org.ztpserver.app.config.DataRootLocation;
import org.ztpserver.app.config.Logging;
import org.ztpserver.app.config.ServerConfig;
import org.ztpserver.app.config.ServerConfigReader;
import org.ztpserver.app.standalone.StandaloneServer;
import org.ztpserver.http.flow.Flow;
import org.ztpserver.site.DataRoot;

/**
 * Starts the server in a servlet container, including the standalone server: reads the configuration, finds the data
 * root, and logs its settings. With an invalid configuration, the application does not start.
 */
public final class ZtpContextListener implements ServletContextListener {

    /** The context parameter that names the configuration file. */
    static final String CONFIG_PARAMETER = "ztpserver.config";

    /**
     * The attribute in which the standalone server passes the {@link ServerConfig} that it has already read. Its log is
     * set up, and goes on when the application ends.
     */
    static final String CONFIG_ATTRIBUTE = ServerConfig.class.getName();

    private static final String APPLICATION_ATTRIBUTE = ZtpApplication.class.getName();

    private static final Logger log = LoggerFactory.getLogger(ZtpContextListener.class);

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        try {
            start(context, config(context));
        } catch (ConfigException e) {
            e.errors().forEach(error -> context.log("ztpserver can't start: " + error));
            throw e;
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (event.getServletContext().getAttribute(APPLICATION_ATTRIBUTE) instanceof ZtpApplication application) {
            application.close();
        }
        if (event.getServletContext().getAttribute(CONFIG_ATTRIBUTE) == null) {
            Logging.stop();
        }
    }

    private static ServerConfig config(ServletContext context) {
        if (context.getAttribute(CONFIG_ATTRIBUTE) instanceof ServerConfig config) {
            return config;
        }
        ServerConfig config =
                new ServerConfigReader(System.getenv()).read(null, context.getInitParameter(CONFIG_PARAMETER));
        Logging.configureInContainer(config);
        return config;
    }

    private static void start(ServletContext context, ServerConfig config) {
        log.info("ztpserver {} starts", Version.current());
        log.info("Using configuration {}", config.source().map(Object::toString).orElse("defaults, there is no file"));
        config.warnings().forEach(log::warn);
        DataRoot root = new DataRootLocation(config, System.getenv())
                .existingOrNew(ZtpApplication.folders(config), new PackedStarter(context));
        log.info("Using repository {}", root.path());
        DataRoot state = DataRootLocation.state(config, root);
        if (config.stateRoot().isPresent()) {
            log.info("Writing to {}", state.path());
        }
        state.unwritable(ZtpApplication.writableFolders(config))
                .forEach(folder -> log.warn("can't write to {}: give this folder to the server's user", folder));
        log.info("Topology validation is {}", config.eos().validateTopology() ? "ON" : "OFF");

        ZtpApplication application = new ZtpApplication(config, root);
        context.setAttribute(APPLICATION_ATTRIBUTE, application);
        context.setAttribute(Flow.ATTRIBUTE, application.flow());
        context.setAttribute(StandaloneServer.STOPPING, (Runnable) application::stopping);
        application.start();
        application.filters().forEach(mapping -> addFilter(context, mapping));
        application.servlets().forEach((pattern, servlet) -> addServlet(context, pattern, servlet));
        context.addServlet("error", application.errorPage()).addMapping(ErrorServlet.PATH);
    }

    private static void addServlet(ServletContext context, String pattern, HttpServlet servlet) {
        ServletRegistration.Dynamic registration = context.addServlet(pattern, servlet);
        registration.setAsyncSupported(true);
        registration.addMapping(pattern);
    }

    private static void addFilter(ServletContext context, ZtpApplication.FilterMapping mapping) {
        FilterRegistration.Dynamic registration = context.addFilter(mapping.name(), mapping.filter());
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(mapping.dispatches(), false, "/*");
    }
}
