package org.ztpserver.core.fault;

import java.util.List;
import org.ztpserver.core.site.Finding;

/**
 * A request could not be served for a reason that somebody can mend: whoever runs the site, or the switch itself.
 *
 * <p>The message is one sentence for a person: it names the thing, the place and the way out, and holds no control
 * characters. It goes to the switch and to the log. Faults of the server itself (a broken disk, a bug) are never of this
 * type.
 */
public final class ProvisioningException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final FaultKind kind;

    @SuppressWarnings("serial") // findings are records of text; exceptions are not serialized here
    private final List<Finding> findings;

    private ProvisioningException(FaultKind kind, String message, List<Finding> findings) {
        super(message);
        this.kind = kind;
        this.findings = List.copyOf(findings);
    }

    public ProvisioningException(FaultKind kind, String message) {
        this(kind, message, List.of());
    }

    /**
     * A file of the data root that does not say what it must.
     *
     * @param findings each with file, line and what is allowed, in the order of the file
     * @throws IllegalArgumentException when there are no findings
     */
    public static ProvisioningException invalidFile(List<Finding> findings) {
        return new ProvisioningException(FaultKind.INVALID_FILE, message(findings), findings);
    }

    /** A file with one thing wrong in it. */
    public static ProvisioningException invalidFile(Finding finding) {
        return invalidFile(List.of(finding));
    }

    public FaultKind kind() {
        return kind;
    }

    /** Whether it is of this kind. */
    public boolean is(FaultKind other) {
        return kind == other;
    }

    /** What is wrong in a file, at least one for {@link FaultKind#INVALID_FILE}; empty for the other kinds. */
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
