package org.ztpserver.repository;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.definition.Definition;
import org.ztpserver.core.definition.ResourceCall;
import org.ztpserver.core.node.Printable;
import org.ztpserver.provisioning.FilePath;
import org.ztpserver.provisioning.Finding;
import org.ztpserver.provisioning.InvalidFileException;
import org.ztpserver.provisioning.ProvisioningException;
import org.ztpserver.provisioning.ServedFiles;

/** Looks at definitions and attributes together with what they name: actions, pools and plugins. */
final class DefinitionValidation {

    private static final String ACTIONS = ServedFiles.Area.ACTIONS.folder();

    private final DataRoot root;
    private final Consumer<ResourceCall> resources;

    /** @param resources throws a {@link ProvisioningException} when a call could never be answered */
    DefinitionValidation(DataRoot root, Consumer<ResourceCall> resources) {
        this.root = root;
        this.resources = resources;
    }

    /** @throws InvalidFileException with everything that is wrong */
    void checkDefinition(String file, byte[] bytes) {
        Definition definition = DefinitionFile.definition(file, bytes);
        List<Finding> findings = new ArrayList<>();
        for (String action : new HashSet<>(definition.actionNames())) {
            if (!isAction(action)) {
                findings.add(new Finding(
                        file,
                        line(bytes, action),
                        "there is no action " + Printable.quote(action) + ": add it to " + ACTIONS + "/"));
            }
        }
        checkCalls(file, bytes, definition.resourceCalls(), findings);
        fail(findings);
    }

    /** @throws InvalidFileException with everything that is wrong */
    void checkAttributes(String file, byte[] bytes) {
        Map<String, @Nullable Object> attributes = DefinitionFile.map(file, bytes);
        List<Finding> findings = new ArrayList<>();
        checkCalls(file, bytes, ResourceCall.allIn(attributes), findings);
        fail(findings);
    }

    private boolean isAction(String name) {
        try {
            return root.file(ACTIONS, FilePath.parse(name)).isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Adds a finding for every call that could never be answered. */
    void checkCalls(String file, byte[] bytes, List<ResourceCall> calls, List<Finding> findings) {
        Set<ResourceCall> seen = new HashSet<>();
        for (ResourceCall call : calls) {
            if (!seen.add(call)) {
                continue;
            }
            try {
                resources.accept(call);
            } catch (ProvisioningException e) {
                // What is wrong inside of a pool is reported with the pool.
                if (!(e instanceof InvalidFileException)) {
                    findings.add(new Finding(file, line(bytes, call.argument()), call + ": " + e.getMessage()));
                }
            }
        }
    }

    /** The first line that has this word in it; 0 when it is not written like that. */
    private static int line(byte[] bytes, String word) {
        Pattern whole = Pattern.compile("(?<![\\w.-])" + Pattern.quote(word) + "(?![\\w.-])");
        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (whole.matcher(lines.get(i)).find()) {
                return i + 1;
            }
        }
        return 0;
    }

    private static void fail(List<Finding> findings) {
        if (!findings.isEmpty()) {
            throw new InvalidFileException(findings);
        }
    }
}
