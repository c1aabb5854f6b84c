package org.ztpserver.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.ztpserver.core.node.MacAddress;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.core.node.SerialNumber;
import org.ztpserver.provisioning.CollectedSwitches;
import org.ztpserver.provisioning.FilePath;
import org.ztpserver.provisioning.Finding;
import org.ztpserver.provisioning.InvalidFileException;
import org.ztpserver.provisioning.ProgressReport;
import org.ztpserver.provisioning.ProgressStore;

/**
 * What the server remembers of Nexus switches: {@code poap/collected/<serial>}, a line with the MAC address, and
 * {@code poap/progress/<serial>}, the last progress report as JSON.
 */
public final class PoapRecords implements CollectedSwitches, ProgressStore {

    private static final String COLLECTED = "poap/collected";
    private static final String PROGRESS = "poap/progress";

    private final DataRoot root;

    public PoapRecords(DataRoot root) {
        this.root = root;
    }

    @Override
    public Optional<String> mac(SerialNumber serial) {
        return read(COLLECTED, serial.value()).map(bytes -> address(serial, bytes));
    }

    private static String address(SerialNumber serial, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8).strip();
        try {
            MacAddress.parse(text);
            return text;
        } catch (IllegalArgumentException e) {
            throw new InvalidFileException(new Finding(
                    COLLECTED + "/" + serial,
                    0,
                    "is no MAC address of a switch (" + e.getMessage()
                            + "): remove it, and the switch tells its own again"));
        }
    }

    @Override
    public void store(SerialNumber serial, String mac) {
        write(COLLECTED, serial.value(), (mac + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean store(NodeId id, ProgressReport report) {
        if (root.file(COLLECTED, FilePath.parse(id.value())).isEmpty()) {
            return false;
        }
        write(PROGRESS, id.value(), ProgressFile.write(report));
        return true;
    }

    private Optional<byte[]> read(String folder, String name) {
        Optional<Path> path = root.file(folder, FilePath.parse(name));
        try {
            return path.isEmpty() ? Optional.empty() : Optional.of(Files.readAllBytes(path.get()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String folder, String name, byte[] bytes) {
        try {
            AtomicFiles.replace(root.writableFolder(folder).resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
