package org.ztpserver.eos;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.event.Contact;
import org.ztpserver.event.Events;
import org.ztpserver.event.Happening;

/** {@code GET /bootstrap} and {@code GET /bootstrap/config}: the first requests of a new switch (contract A1, A2). */
public final class Bootstrap {

    private static final Logger log = LoggerFactory.getLogger(Bootstrap.class);

    private final BootstrapFiles files;
    private final Events events;

    public Bootstrap(BootstrapFiles files, Events events) {
        this.files = files;
        this.events = events;
    }

    /**
     * The script with the server's URL filled in.
     *
     * @param serverUrl under which the switch finds the server, without a slash at the end
     * @throws ProvisioningException (NOT_PROVISIONED) if there is no script
     */
    public byte[] script(Contact contact, String serverUrl) {
        ScriptTemplate script = files.script()
                .orElseThrow(() -> new ProvisioningException(
                        FaultKind.NOT_PROVISIONED, files.scriptPath() + " is missing: put the bootstrap script there"));
        if (!script.namesServer()) {
            log.warn("{} has no $SERVER: the switch will not learn the server's address from it", files.scriptPath());
        }
        events.tell(contact, new Happening.BootstrapServed(files.scriptPath()));
        return script.fill(serverUrl);
    }

    /**
     * The settings of the script as plain values: the keys of {@code bootstrap.conf}, and always {@code logging} (a list)
     * and {@code xmpp} (a map).
     *
     * @throws ProvisioningException (INVALID_FILE) if the file is not a map, or a value has the wrong type
     */
    public Map<String, @Nullable Object> settings() {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        settings.put("logging", List.of());
        settings.put("xmpp", Map.of());
        files.settings().forEach((key, value) -> {
            if (value != null) {
                settings.put(key, value);
            }
        });
        return settings;
    }
}
