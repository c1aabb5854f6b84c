package org.ztpserver.poap;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ztpserver.core.node.SerialNumber;

/** What is kept of Nexus switches, in memory: their MAC addresses and their configurations. */
final class InMemorySwitches implements CollectedSwitches, RenderedConfigs {

    private final Map<SerialNumber, String> macs = new HashMap<>();
    private final Map<SerialNumber, byte[]> configs = new HashMap<>();

    /** The configuration that TFTP would give. */
    Optional<String> config(SerialNumber serial) {
        return Optional.ofNullable(configs.get(serial)).map(config -> new String(config, StandardCharsets.UTF_8));
    }

    @Override
    public Optional<String> mac(SerialNumber serial) {
        return Optional.ofNullable(macs.get(serial));
    }

    @Override
    public void store(SerialNumber serial, String mac) {
        macs.put(serial, mac);
    }

    @Override
    public void store(SerialNumber serial, byte[] config) {
        configs.put(serial, config);
    }
}
