package org.ztpserver.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ztpserver.provisioning.Finding;
import org.ztpserver.provisioning.InvalidFileException;

/** What is wrong in the files of a site, as it is found. */
final class SiteFindings {

    /** Looks at the bytes of a file. */
    interface Check {
        /** @throws InvalidFileException with what is wrong */
        void run(String file, byte[] bytes);
    }

    private final List<Finding> findings = new ArrayList<>();

    /** Something that concerns a file as a whole. */
    void add(String file, String message) {
        findings.add(new Finding(file, 0, message));
    }

    void add(Finding finding) {
        findings.add(finding);
    }

    void addAll(List<Finding> more) {
        findings.addAll(more);
    }

    /** Runs a check, and keeps what it finds. */
    void collect(Runnable check) {
        try {
            check.run();
        } catch (InvalidFileException e) {
            findings.addAll(e.findings());
        }
    }

    /** Runs a check on the bytes of a file. */
    void collect(String file, Path path, Check check) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        collect(() -> check.run(file, bytes));
    }

    List<Finding> list() {
        return List.copyOf(findings);
    }
}
