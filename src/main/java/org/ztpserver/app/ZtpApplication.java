package org.ztpserver.app;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.time.Clock;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.servlet.ServletContainer;
import org.glassfish.jersey.servlet.ServletProperties;
import org.ztpserver.app.config.ConfigException;
import org.ztpserver.app.config.DataRootLocation;
import org.ztpserver.app.config.ServerConfig;
import org.ztpserver.core.fault.Findings;
import org.ztpserver.core.site.Finding;
import org.ztpserver.core.site.Progress;
import org.ztpserver.eos.wiring.EosProtocol;
import org.ztpserver.event.Events;
import org.ztpserver.event.LogListener;
import org.ztpserver.files.ServedFiles.Area;
import org.ztpserver.files.disk.ServedDirectories;
import org.ztpserver.files.http.FileDownloads;
import org.ztpserver.files.http.FileHandOver;
import org.ztpserver.files.http.FilesServlet;
import org.ztpserver.files.http.MetaResource;
import org.ztpserver.http.ClientAddress;
import org.ztpserver.http.ContactFilter;
import org.ztpserver.http.ExternalUrls;
import org.ztpserver.http.FaultMapper;
import org.ztpserver.http.FaultReports;
import org.ztpserver.http.MediaTypeIgnoringFilter;
import org.ztpserver.http.flow.Admission;
import org.ztpserver.http.flow.BodyIntake;
import org.ztpserver.http.flow.CollectedAnswers;
import org.ztpserver.http.flow.Flow;
import org.ztpserver.poap.wiring.PoapProtocol;
import org.ztpserver.protocol.Protocol;
import org.ztpserver.protocol.ProtocolService;
import org.ztpserver.protocol.ReservedPaths;
import org.ztpserver.protocol.SharedServices;
import org.ztpserver.resource.pool.PoolValidation;
import org.ztpserver.site.DataRoot;

/** The wiring: all protocols, their shared services, and all paths of the server. */
public final class ZtpApplication implements AutoCloseable {

    /**
     * The first segments of all paths that belong to no protocol: those of {@link #api} and {@link #servlets}, those
     * that containers reserve, and those that browsers and robots request on their own.
     */
    private static final Set<String> OWN_SEGMENTS = Set.of(
            "files",
            "meta",
            "error",
            "api",
            "health",
            "metrics",
            "ui",
            "org",
            "META-INF",
            "WEB-INF",
            "favicon.ico",
            "index.html",
            "robots.txt");

    private final ServerConfig config;
    private final DataRoot state;
    private final ServedDirectories files;
    private final FileDownloads downloads;
    private final Events events;
    private final FaultReports faults;
    private final Flow flow;
    private final ResourceWiring resources;
    private final List<ProtocolService> protocols;
    private final AbandonedFiles abandoned;

    /**
     * Creates all objects. Has no side effects.
     *
     * @throws ConfigException if the state root is missing
     */
    public ZtpApplication(ServerConfig config, DataRoot root) {
        this.config = config;
        this.state = DataRootLocation.state(config, root);
        Clock clock = Clock.systemUTC();
        events = new Events(clock, List.of(new LogListener()));
        faults = new FaultReports(events);
        flow = new Flow(config.flow());
        resources = new ResourceWiring(config, root, state, events);
        files = new ServedDirectories(root, state, Math.max(1, config.flow().atOnce() / 4));
        downloads = new FileDownloads(
                new FileHandOver(
                        config.proxies().sendfile(),
                        config.proxies().sendfilePrefix(),
                        () -> root.path().toString(),
                        config.proxies().trusted()),
                events,
                faults,
                flow);
        SharedServices shared = new SharedServices(
                root,
                state,
                config.identifier(),
                resources.desk(),
                files,
                downloads,
                new ExternalUrls(config.proxies().trusted(), config.serverUrl().orElse(null)),
                paths(protocols(config)),
                events,
                faults,
                clock);
        protocols = protocols(config).stream()
                .map(protocol -> protocol.open(shared))
                .toList();
        abandoned = new AbandonedFiles(state, protocolFolders(config)); // pools have a lock and clean up under it
    }

    /** The families of switches that this server provisions. */
    public static List<Protocol> protocols(ServerConfig config) {
        return List.of(new EosProtocol(config.eos()), new PoapProtocol(config.serverUrl()));
    }

    /** The folders of a data root: shared ones and those of the protocols. */
    static List<String> folders(ServerConfig config) {
        return concat(
                List.of("files", "plugins", "resources"),
                protocols(config).stream().flatMap(protocol -> protocol.folders().stream()));
    }

    /** The folders that the server writes to. */
    static List<String> writableFolders(ServerConfig config) {
        return concat(List.of("resources"), protocolFolders(config).stream());
    }

    private static List<String> protocolFolders(ServerConfig config) {
        return protocols(config).stream()
                .flatMap(protocol -> protocol.writableFolders().stream())
                .toList();
    }

    static ReservedPaths paths(List<Protocol> protocols) {
        return new ReservedPaths(new LinkedHashSet<>(concat(
                List.copyOf(OWN_SEGMENTS), protocols.stream().flatMap(protocol -> protocol.firstSegments().stream()))));
    }

    private static List<String> concat(List<String> shared, Stream<String> own) {
        return Stream.concat(shared.stream(), own).toList();
    }

    /** Everything except {@link #servlets}. */
    ResourceConfig api() {
        ResourceConfig api = new ResourceConfig();
        protocols.forEach(protocol -> api.registerInstances(protocol.resources()));
        return api.register(new MetaResource(files))
                .register(new FaultMapper(faults))
                .property(ServletProperties.FILTER_STATIC_CONTENT_REGEX, servletPaths())
                .property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true)
                .property(ServerProperties.WADL_FEATURE_DISABLE, true)
                .property(ServerProperties.BV_FEATURE_DISABLE, true)
                .property(ServerProperties.METAINF_SERVICES_LOOKUP_DISABLE, true)
                .property(ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true)
                .property(ServerProperties.PROCESSING_RESPONSE_ERRORS_ENABLED, true);
    }

    /** The servlets by URL pattern. */
    Map<String, HttpServlet> servlets() {
        Map<String, HttpServlet> servlets = new LinkedHashMap<>();
        servlets.put("/files/*", new FilesServlet(files, Area.FILES, "text/plain", downloads));
        protocols.forEach(protocol -> servlets.putAll(protocol.servlets()));
        return servlets;
    }

    /**
     * A filter.
     *
     * @param dispatches the dispatcher types that it is for
     */
    record FilterMapping(String name, Filter filter, EnumSet<DispatcherType> dispatches) {}

    /** The filters for every request, in this order. */
    List<FilterMapping> filters() {
        ClientAddress addresses = new ClientAddress(config.proxies().trusted());
        EnumSet<DispatcherType> working = EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC);
        EnumSet<DispatcherType> all = EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
        return List.of(
                new FilterMapping("contact", new ContactFilter(addresses), all),
                new FilterMapping("admission", new Admission(flow), working),
                new FilterMapping("bodies", new BodyIntake(this::bodyLimit, flow), working),
                new FilterMapping("media-types", new MediaTypeIgnoringFilter(), working),
                new FilterMapping("api", new CollectedAnswers(new ServletContainer(api()), flow), working));
    }

    /** The largest body that this decoded path accepts, in bytes. */
    private int bodyLimit(String path) {
        return protocols.stream()
                .mapToInt(protocol -> protocol.bodyLimit(path))
                .max()
                .orElse(0);
    }

    /** What clients may cost. */
    Flow flow() {
        return flow;
    }

    /** The page for requests that the container itself refuses, and for faults that it catches. */
    HttpServlet errorPage() {
        return new ErrorServlet(faults);
    }

    /** The paths of servlets, which never reach JAX-RS. */
    private String servletPaths() {
        return servlets().keySet().stream()
                .map(pattern -> pattern.replaceFirst("/\\*$", ""))
                .reduce((one, other) -> one + "|" + other)
                .map(paths -> "(" + paths + ")(/.*)?")
                .orElseThrow();
    }

    /** Does the necessary work on disk before the first request. */
    void start() {
        events.start();
        files.start();
        flow.start();
        protocols.forEach(ProtocolService::start);
        abandoned.start();
    }

    /**
     * All faults of the site, for {@code --validate-config}. Skips protocols for which the site has no files, unless it
     * has none for any protocol.
     */
    public List<Finding> findings(Progress progress) {
        Findings findings = new Findings();
        List<ProtocolService> used =
                protocols.stream().filter(ProtocolService::inUse).toList();
        (used.isEmpty() ? protocols : used).forEach(protocol -> protocol.check(findings, progress));
        PoolValidation.check(state, config.identifier(), findings);
        return findings.list();
    }

    /** Begins nothing more; running requests end. */
    void stopping() {
        protocols.forEach(ProtocolService::stopping);
    }

    @Override
    public void close() {
        abandoned.close();
        protocols.forEach(ProtocolService::close);
        files.close();
        flow.close();
        resources.close();
        events.close();
    }
}
