package org.ztpserver.eos.wiring;

import jakarta.servlet.http.HttpServlet;
import java.util.Map;
import java.util.Set;
import org.ztpserver.core.fault.Findings;
import org.ztpserver.core.site.Progress;
import org.ztpserver.eos.Bootstrap;
import org.ztpserver.eos.NodeDefinitions;
import org.ztpserver.eos.NodeRegistration;
import org.ztpserver.eos.StartupConfigs;
import org.ztpserver.eos.disk.BootstrapDirectory;
import org.ztpserver.eos.disk.EosValidation;
import org.ztpserver.eos.disk.NodeDirectories;
import org.ztpserver.eos.disk.SiteDirectory;
import org.ztpserver.eos.http.BodyLimits;
import org.ztpserver.eos.http.BootstrapResource;
import org.ztpserver.eos.http.NodeProgressResource;
import org.ztpserver.eos.http.NodesResource;
import org.ztpserver.files.ServedFiles.Area;
import org.ztpserver.files.http.FilesServlet;
import org.ztpserver.program.ConfigHandlers;
import org.ztpserver.progress.ProgressReports;
import org.ztpserver.protocol.ProtocolService;
import org.ztpserver.protocol.SharedServices;

/** Makes and holds the objects that serve EOS switches. */
final class EosService implements ProtocolService {

    private final SharedServices shared;
    private final ConfigHandlers configHandlers;
    private final BodyLimits bodyLimits;
    private final EosValidation validation;
    private final Set<Object> resources;

    EosService(EosSettings settings, SharedServices shared) {
        this.shared = shared;
        bodyLimits = settings.bodyLimits();
        NodeDirectories nodes = new NodeDirectories(shared.state(), shared.identifiers());
        configHandlers = new ConfigHandlers(shared.state(), settings.configHandlers(), settings.configHandlersAtOnce());
        BootstrapDirectory bootstrap = new BootstrapDirectory(shared.root(), settings.bootstrap());
        SiteDirectory site = new SiteDirectory(shared.root(), settings.neighbordb(), shared.identifiers());
        validation = new EosValidation(
                shared.root(),
                shared.state(),
                bootstrap,
                settings.neighbordb(),
                shared.identifiers(),
                shared.values()::check);
        resources = Set.of(
                new BootstrapResource(new Bootstrap(bootstrap, shared.events()), shared.urls()),
                new NodesResource(
                        new NodeRegistration(shared.identifiers(), nodes, site, shared.events()),
                        new NodeDefinitions(nodes, shared.values(), settings.validateTopology(), shared.events()),
                        new StartupConfigs(nodes, configHandlers, shared.events()),
                        shared.urls(),
                        bodyLimits),
                new NodeProgressResource(new ProgressReports(nodes, shared.events()), shared.clock()));
    }

    @Override
    public Set<Object> resources() {
        return resources;
    }

    @Override
    public Map<String, HttpServlet> servlets() {
        return Map.of(
                "/actions/*", new FilesServlet(shared.files(), Area.ACTIONS, "text/x-python", shared.downloads()));
    }

    @Override
    public int bodyLimit(String path) {
        return bodyLimits.of(path);
    }

    @Override
    public boolean inUse() {
        return validation.anythingToCheck();
    }

    @Override
    public void check(Findings findings, Progress progress) {
        validation.check(findings, progress);
    }

    @Override
    public void start() {}

    @Override
    public void stopping() {
        configHandlers.stopping();
    }

    @Override
    public void close() {
        configHandlers.close();
    }
}
