package org.ztpserver.poap.wiring;

import jakarta.servlet.http.HttpServlet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ztpserver.core.fault.Findings;
import org.ztpserver.core.site.Progress;
import org.ztpserver.poap.PoapProvisioning;
import org.ztpserver.poap.PoapScript;
import org.ztpserver.poap.disk.PoapRecords;
import org.ztpserver.poap.disk.PoapScriptOnDisk;
import org.ztpserver.poap.disk.PoapTemplates;
import org.ztpserver.poap.disk.PodVarsFile;
import org.ztpserver.poap.disk.PodVarsValidation;
import org.ztpserver.poap.http.CollectResource;
import org.ztpserver.poap.http.ConfResource;
import org.ztpserver.poap.http.JsonFaults;
import org.ztpserver.poap.http.PoapScriptResource;
import org.ztpserver.poap.http.ProgressResource;
import org.ztpserver.poap.http.SerialNumbers;
import org.ztpserver.progress.ProgressReportJson;
import org.ztpserver.progress.ProgressReports;
import org.ztpserver.protocol.ProtocolService;
import org.ztpserver.protocol.SharedServices;
import org.ztpserver.render.RenderLimits;
import org.ztpserver.render.TemplateRenderer;
import org.ztpserver.resource.CallValidation;

/** Makes and holds the objects that serve Nexus switches. */
final class PoapService implements ProtocolService {

    private final SharedServices shared;
    private final PoapScript script;
    private final PoapTemplates templates;
    private final TemplateRenderer renderer;
    private final Set<Object> resources;

    PoapService(Optional<String> serverUrl, SharedServices shared) {
        this.shared = shared;
        templates = new PoapTemplates(shared.root(), shared.state());
        renderer = new TemplateRenderer(templates, RenderLimits.DEFAULT);
        script = new PoapScript(
                new PoapScriptOnDisk(shared.root(), shared.state()), serverUrl.orElse(null), shared.events());
        PoapRecords records = new PoapRecords(shared.state());
        JsonFaults faults = new JsonFaults(shared.faults());
        SerialNumbers serials = new SerialNumbers(shared.paths());
        PoapProvisioning provisioning = new PoapProvisioning(
                new PodVarsFile(shared.root()),
                templates,
                renderer,
                shared.values(),
                records,
                templates,
                shared.events());
        resources = Set.of(
                new CollectResource(provisioning, script, serials, shared.urls(), faults),
                new ConfResource(provisioning, serials, faults),
                new PoapScriptResource(script, shared.urls(), faults),
                new ProgressResource(new ProgressReports(records, shared.events()), serials, shared.clock(), faults));
    }

    @Override
    public Set<Object> resources() {
        return resources;
    }

    @Override
    public Map<String, HttpServlet> servlets() {
        return Map.of();
    }

    /** Of each path: a serial number can be anything. */
    @Override
    public int bodyLimit(String path) {
        return Math.max(CollectResource.MAX_FORM_BYTES, ProgressReportJson.MAX_BYTES);
    }

    @Override
    public boolean inUse() {
        return shared.root().hasFilesIn(PoapRecords.FOLDER);
    }

    @Override
    public void check(Findings findings, Progress progress) {
        new PodVarsValidation(shared.root(), new CallValidation(shared.values()::check), templates, renderer, findings)
                .run();
    }

    /** Updates the script in the TFTP root. */
    @Override
    public void start() {
        script.publish();
    }

    @Override
    public void stopping() {
        // nothing begins by itself
    }

    @Override
    public void close() {}
}
