package org.ztpserver.provisioning;

import java.util.List;

/** A file of the data root does not say what it must: its findings name the file, the line and what is allowed. */
public final class InvalidFileException extends ProvisioningException {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // findings are records of text; exceptions are not serialized here
    private final List<Finding> findings;

    /** @throws IllegalArgumentException when there are no findings */
    public InvalidFileException(List<Finding> findings) {
        super(message(findings));
        this.findings = List.copyOf(findings);
    }

    public InvalidFileException(Finding finding) {
        this(List.of(finding));
    }

    /** At least one, in the order of the file. */
    public List<Finding> findings() {
        return findings;
    }

    private static String message(List<Finding> findings) {
        if (findings.isEmpty()) {
            throw new IllegalArgumentException("an invalid file has at least one finding");
        }
        String first = findings.get(0).toString();
        return findings.size() == 1
                ? first
                : first + " (and " + (findings.size() - 1) + " more: run ztps --validate-config)";
    }
}
