package org.ztpserver.poap.disk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ztpserver.core.definition.ResourceCall;
import org.ztpserver.core.fault.Findings;
import org.ztpserver.core.site.FilePath;
import org.ztpserver.poap.PoapScript;
import org.ztpserver.poap.PodVars;
import org.ztpserver.poap.SwitchVariables;
import org.ztpserver.render.TemplateRenderer;
import org.ztpserver.resource.CallValidation;
import org.ztpserver.site.DataRoot;

/** Checks the files for Nexus switches: podvars.yml, the templates and pools that it names, and the script. */
public final class PodVarsValidation {

    private final DataRoot root;
    private final CallValidation calls;
    private final TemplateRenderer renderer;
    private final PoapTemplates templates;
    private final Findings findings;

    public PodVarsValidation(
            DataRoot root,
            CallValidation calls,
            PoapTemplates templates,
            TemplateRenderer renderer,
            Findings findings) {
        this.root = root;
        this.calls = calls;
        this.renderer = renderer;
        this.templates = templates;
        this.findings = findings;
    }

    /** Adds all findings. */
    public void run() {
        root.read(PodVarsFile.PATH).ifPresent(bytes -> findings.collect(() -> checkPodVars(bytes)));
        findings.collect(() -> PoapScript.check(new PoapScriptOnDisk(root, root)));
    }

    private void checkPodVars(byte[] bytes) {
        String file = PodVarsFile.PATH.toString();
        Findings here = findings.in(file);
        PodVars podVars = PodVarsReader.read(file, bytes);
        here.addAll(podVars.findings());
        List<ResourceCall> named = new ArrayList<>();
        Map<FilePath, Integer> linesByTemplate = new LinkedHashMap<>();
        int tftpLine = 0;
        for (PodVars.Entry entry : podVars.entries()) {
            if (!entry.faults().isEmpty()) {
                continue;
            }
            SwitchVariables variables = new SwitchVariables(entry.variables());
            named.addAll(variables.calls());
            if (ResourceCall.parse(variables.text(SwitchVariables.TEMPLATE)).isEmpty()) {
                linesByTemplate.putIfAbsent(variables.template(templates), entry.line());
            }
            if (tftpLine == 0 && variables.text(SwitchVariables.PROTOCOL).equals("tftp")) {
                tftpLine = entry.line();
            }
        }
        if (tftpLine > 0 && podVars.pod().tftpServer().isEmpty()) {
            here.add(tftpLine, "a switch has protocol tftp, but 'pod' names no tftp_server: add it");
        }
        here.addAll(calls.findings(file, bytes, named));
        linesByTemplate.forEach((template, line) -> checkTemplate(template, line, here));
    }

    private void checkTemplate(FilePath template, int line, Findings here) {
        if (templates.text(template).isEmpty()) {
            here.add(line, "template " + template + " is not in " + templates.folder() + "/: add it");
        } else {
            here.collect(() -> renderer.check(template));
        }
    }
}
