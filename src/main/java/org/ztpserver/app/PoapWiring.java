package org.ztpserver.app;

import java.time.Clock;
import java.util.Set;
import org.ztpserver.http.ExternalUrls;
import org.ztpserver.http.poap.CollectResource;
import org.ztpserver.http.poap.ConfResource;
import org.ztpserver.http.poap.PoapScriptResource;
import org.ztpserver.http.poap.ProgressResource;
import org.ztpserver.provisioning.ConfigRenderer;
import org.ztpserver.provisioning.PoapProvisioning;
import org.ztpserver.provisioning.PoapScript;
import org.ztpserver.provisioning.ProgressReports;
import org.ztpserver.provisioning.Resources;
import org.ztpserver.render.RenderLimits;
import org.ztpserver.render.TemplateRenderer;
import org.ztpserver.repository.DataRoot;
import org.ztpserver.repository.PoapRecords;
import org.ztpserver.repository.PoapScriptOnDisk;
import org.ztpserver.repository.PoapTemplates;
import org.ztpserver.repository.PodVarsFile;

/** All that serves Nexus switches (contract B). */
final class PoapWiring {

    private final Set<Object> resources;

    /** Brings the script in the TFTP root up to date, too. */
    PoapWiring(ServerConfig config, DataRoot root, Resources values, ExternalUrls urls) {
        PoapTemplates templates = new PoapTemplates(root);
        PoapRecords records = new PoapRecords(root);
        PoapScript script =
                new PoapScript(new PoapScriptOnDisk(root), config.serverUrl().orElse(null));
        PoapProvisioning provisioning = new PoapProvisioning(
                new PodVarsFile(root),
                templates,
                new TemplateRenderer(templates, RenderLimits.DEFAULT),
                values,
                records,
                templates);
        resources = Set.of(
                new CollectResource(provisioning, script, urls),
                new ConfResource(provisioning),
                new PoapScriptResource(script, urls),
                new ProgressResource(new ProgressReports(records), Clock.systemUTC()));
        script.publish();
    }

    /** What answers requests. */
    Set<Object> resources() {
        return resources;
    }

    /** For {@code --validate-config}. */
    static ConfigRenderer renderer(DataRoot root) {
        return new TemplateRenderer(new PoapTemplates(root), RenderLimits.DEFAULT);
    }
}
