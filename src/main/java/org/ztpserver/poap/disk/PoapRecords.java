package org.ztpserver.poap.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.node.MacAddress;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.core.node.SerialNumber;
import org.ztpserver.core.site.FilePath;
import org.ztpserver.core.site.Finding;
import org.ztpserver.poap.CollectedSwitches;
import org.ztpserver.progress.ProgressFile;
import org.ztpserver.progress.ProgressReport;
import org.ztpserver.progress.ProgressStore;
import org.ztpserver.site.AtomicFiles;
import org.ztpserver.site.DataRoot;

/**
 * The stored state of Nexus switches: {@code poap/collected/<serial>}, a line with the MAC address, and
 * {@code poap/progress/<serial>}, the last progress report as JSON.
 */
public final class PoapRecords implements CollectedSwitches, ProgressStore {

    /** The folder of everything for Nexus switches, in the data root. */
    public static final String FOLDER = "poap";

    private static final String COLLECTED = FOLDER + "/collected";
    private static final String PROGRESS = FOLDER + "/progress";

    private final DataRoot root;

    public PoapRecords(DataRoot root) {
        this.root = root;
    }

    @Override
    public Optional<String> mac(SerialNumber serial) {
        return root.read(COLLECTED, FilePath.parse(serial.value())).map(bytes -> address(serial, bytes));
    }

    private static String address(SerialNumber serial, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8).strip();
        try {
            MacAddress.parse(text);
            return text;
        } catch (IllegalArgumentException e) {
            throw ProvisioningException.invalidFile(new Finding(
                    COLLECTED + "/" + serial,
                    0,
                    e.getMessage() + ": remove the file, and have the switch register again"));
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

    private void write(String folder, String name, byte[] bytes) {
        try {
            AtomicFiles.replace(root.writableFolder(folder).resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
