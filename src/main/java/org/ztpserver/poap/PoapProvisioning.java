package org.ztpserver.poap;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.ztpserver.core.definition.ResourceCall;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.node.MacAddress;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.core.node.SerialNumber;
import org.ztpserver.core.site.FilePath;
import org.ztpserver.core.site.Finding;
import org.ztpserver.event.Contact;
import org.ztpserver.event.Events;
import org.ztpserver.event.Happening;
import org.ztpserver.render.ConfigTemplates;
import org.ztpserver.render.TemplateRenderer;
import org.ztpserver.resource.ResourceDesk;

/** Registers Nexus switches, and renders their configurations (contract B). */
public final class PoapProvisioning {

    /** Nobody switches releases faster than a configuration is rendered so often. */
    private static final int MAX_ATTEMPTS = 5;

    private final PodVarsSource source;
    private final ConfigTemplates templates;
    private final TemplateRenderer renderer;
    private final ResourceDesk resources;
    private final CollectedSwitches collected;
    private final RenderedConfigs configs;
    private final Events events;

    public PoapProvisioning(
            PodVarsSource source,
            ConfigTemplates templates,
            TemplateRenderer renderer,
            ResourceDesk resources,
            CollectedSwitches collected,
            RenderedConfigs configs,
            Events events) {
        this.events = events;
        this.source = source;
        this.templates = templates;
        this.renderer = renderer;
        this.resources = resources;
        this.collected = collected;
        this.configs = configs;
    }

    /** The entry of a switch in podvars.yml, with the values of pools and plugins filled in. */
    private record Known(PodVars podVars, PodVars.Entry entry, SwitchVariables variables) {

        /** Reads a value of the entry; a wrong value is a fault of the file. */
        <T> T require(Supplier<T> value) {
            try {
                return value.get();
            } catch (IllegalArgumentException e) {
                throw invalid(String.valueOf(e.getMessage()));
            }
        }

        ProvisioningException invalid(String message) {
            return ProvisioningException.invalidFile(new Finding(podVars.file(), entry.line(), message));
        }
    }

    /**
     * Registers a switch: renders its configuration into the TFTP root, and stores its MAC address.
     *
     * @param mac as the switch wrote it
     * @param serverUrl under which the switch finds the server, without a slash at the end
     * @throws ProvisioningException (INVALID_REQUEST) if the text is not a MAC address
     * @throws ProvisioningException (UNKNOWN_SWITCH) if no entry is for this switch; nothing has changed then
     * @throws ProvisioningException if the entry or its template is broken; the last configuration is still in place then
     */
    public PoapAnswer collect(Contact contact, SerialNumber serial, String mac, String serverUrl) {
        contact.identify(NodeId.parse(serial.value()));
        MacAddress address;
        try {
            address = MacAddress.parse(mac);
        } catch (IllegalArgumentException e) {
            throw new ProvisioningException(FaultKind.INVALID_REQUEST, String.valueOf(e.getMessage()));
        }
        Collected result = ofOneRelease(() -> {
            Known known = known(contact, serial, Optional.of(address));
            collected.store(serial, mac);
            PoapAnswer answer = answer(serial, known, serverUrl);
            String place = known.podVars.file() + ":" + known.entry.line();
            return new Collected(answer, render(contact, serial, known), place);
        });
        configs.store(serial, result.config);
        events.tell(contact, new Happening.SwitchCollected(address.toString(), result.place));
        return result.answer;
    }

    /** @param place of the entry, file and line */
    private record Collected(PoapAnswer answer, byte[] config, String place) {}

    /**
     * Does work that reads several files. If the site was switched to another release meanwhile, it is done again. (An
     * engine reads the templates that others include by itself, so it can't be held to one release.)
     */
    private <T> T ofOneRelease(Supplier<T> work) {
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            long before = source.switches();
            try {
                T result = work.get();
                if (source.switches() == before) {
                    return result;
                }
            } catch (ProvisioningException e) {
                if (source.switches() == before) {
                    throw e;
                }
            }
        }
        throw new ProvisioningException(
                FaultKind.UNAVAILABLE, "the data root is switched from release to release all the time: try again");
    }

    /**
     * Renders the current configuration of a switch.
     *
     * @throws ProvisioningException (UNKNOWN_SWITCH) if no entry is for this switch, or only one with a MAC address and the
     *     switch has not registered yet
     * @throws ProvisioningException if the entry or its template is broken
     */
    public byte[] config(Contact contact, SerialNumber serial) {
        contact.identify(NodeId.parse(serial.value()));
        byte[] config = ofOneRelease(() -> {
            Known known = known(contact, serial, collected.mac(serial).map(MacAddress::parse));
            return render(contact, serial, known);
        });
        events.tell(contact, new Happening.ConfigServed(config.length));
        return config;
    }

    /**
     * The MAC address that the switch registered with, as the switch wrote it.
     *
     * @throws ProvisioningException (UNKNOWN_SWITCH) if the switch has not registered
     */
    public String mac(SerialNumber serial) {
        return collected
                .mac(serial)
                .orElseThrow(() -> new ProvisioningException(
                        FaultKind.UNKNOWN_SWITCH, "switch " + serial + " has not registered yet"));
    }

    private Known known(Contact contact, SerialNumber serial, Optional<MacAddress> mac) {
        PodVars podVars = source.read();
        PodVars.Entry entry = podVars.find(serial, mac);
        SwitchVariables variables = new SwitchVariables(entry.variables());
        Set<ResourceCall> calls = variables.calls();
        if (!calls.isEmpty()) {
            Node node = new Node(null, mac.map(MacAddress::value).orElse(null), serial.value(), null, Map.of());
            variables = variables.filled(resources.obtain(contact, NodeId.parse(serial.value()), node, calls));
        }
        return new Known(podVars, entry, variables);
    }

    private static PoapAnswer answer(SerialNumber serial, Known known, String serverUrl) {
        PodVars.Pod pod = known.podVars.pod();
        SwitchVariables variables = known.variables;
        String protocol = known.require(variables::protocol);
        if (protocol.equals("tftp") && pod.tftpServer().isEmpty()) {
            throw known.invalid(
                    "protocol is tftp, but 'pod' names no tftp_server, and switch " + serial + " needs one: add it");
        }
        return new PoapAnswer(
                serial + ".cfg",
                protocol,
                pod.httpServer().orElseGet(() -> serverUrl.replaceFirst("^[a-z]+://", "")),
                pod.tftpServer().orElse(""),
                known.require(() -> variables.text(SwitchVariables.SYSTEM_IMAGE)),
                known.require(() -> variables.text(SwitchVariables.KICKSTART_IMAGE)),
                known.require(() -> variables.text(SwitchVariables.HOSTNAME)));
    }

    private byte[] render(Contact contact, SerialNumber serial, Known known) {
        FilePath template = known.require(() -> known.variables.template(templates));
        try {
            byte[] config = renderer.render(template, known.variables.all()).getBytes(StandardCharsets.UTF_8);
            events.tell(contact, new Happening.ConfigRendered(templates.folder() + "/" + template, config.length));
            return config;
        } catch (ProvisioningException e) {
            if (e.is(FaultKind.MISSING_FILE)) {
                throw known.invalid("switch " + serial + " needs template " + template + ", which is not in "
                        + templates.folder() + "/: add it, or name another one");
            }
            throw ProvisioningException.invalidFile(e.findings().stream()
                    .map(finding ->
                            new Finding(finding.file(), finding.line(), "switch " + serial + ": " + finding.message()))
                    .toList());
        }
    }
}
