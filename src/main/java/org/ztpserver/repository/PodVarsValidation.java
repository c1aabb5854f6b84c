package org.ztpserver.repository;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ztpserver.core.definition.ResourceCall;
import org.ztpserver.provisioning.ConfigRenderer;
import org.ztpserver.provisioning.ConfigTemplates;
import org.ztpserver.provisioning.FilePath;
import org.ztpserver.provisioning.Finding;
import org.ztpserver.provisioning.InvalidFileException;
import org.ztpserver.provisioning.MissingFileException;
import org.ztpserver.provisioning.PoapScript;
import org.ztpserver.provisioning.PodVars;
import org.ztpserver.provisioning.SwitchVariables;

/** Looks at what concerns Nexus switches: podvars.yml, the templates and pools that it names, and the script. */
final class PodVarsValidation {

    private final DataRoot root;
    private final DefinitionValidation definitions;
    private final ConfigRenderer renderer;
    private final PoapTemplates templates;
    private final SiteFindings findings;

    PodVarsValidation(DataRoot root, DefinitionValidation definitions, ConfigRenderer renderer, SiteFindings findings) {
        this.root = root;
        this.definitions = definitions;
        this.renderer = renderer;
        this.templates = new PoapTemplates(root);
        this.findings = findings;
    }

    void run() {
        root.file(PodVarsFile.PATH)
                .ifPresent(path -> findings.collect(PodVarsFile.PATH.toString(), path, this::checkPodVars));
        findings.collect(() -> PoapScript.check(new PoapScriptOnDisk(root)));
    }

    private void checkPodVars(String file, byte[] bytes) {
        PodVars podVars = PodVarsReader.read(file, bytes);
        findings.addAll(podVars.findings());
        List<ResourceCall> calls = new ArrayList<>();
        Map<FilePath, Integer> linesByTemplate = new LinkedHashMap<>();
        int tftpLine = 0;
        for (PodVars.Entry entry : podVars.entries()) {
            if (!entry.faults().isEmpty()) {
                continue;
            }
            SwitchVariables variables = new SwitchVariables(entry.variables());
            calls.addAll(variables.calls());
            if (ResourceCall.parse(variables.text(SwitchVariables.TEMPLATE)).isEmpty()) {
                linesByTemplate.putIfAbsent(variables.template().orElseGet(templates::standard), entry.line());
            }
            if (tftpLine == 0 && variables.text(SwitchVariables.PROTOCOL).equals("tftp")) {
                tftpLine = entry.line();
            }
        }
        if (tftpLine > 0 && podVars.pod().tftpServer().isEmpty()) {
            findings.addAll(List.of(
                    new Finding(file, tftpLine, "a switch has protocol tftp, but 'pod' names no tftp_server: add it")));
        }
        List<Finding> unanswered = new ArrayList<>();
        definitions.checkCalls(file, bytes, calls, unanswered);
        findings.addAll(unanswered);
        linesByTemplate.forEach((template, line) -> checkTemplate(file, line, template));
    }

    private void checkTemplate(String file, int line, FilePath template) {
        try {
            renderer.check(template);
        } catch (MissingFileException e) {
            findings.addAll(List.of(new Finding(
                    file, line, "template " + template + " is not in " + ConfigTemplates.FOLDER + ": add it")));
        } catch (InvalidFileException e) {
            findings.addAll(e.findings());
        }
    }
}
