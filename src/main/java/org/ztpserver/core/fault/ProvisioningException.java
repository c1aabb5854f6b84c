package org.ztpserver.core.fault;

import java.util.List;
import org.ztpserver.core.site.Finding;

/**
 * A request could not be served for a reason that somebody can fix: the operator, or the switch itself.
 *
 * <p>The message is one sentence for a person. It names the thing, the place and the way out, and has no control
 * characters. It goes to the switch and to the log. Faults of the server itself (a broken disk, a bug) never have this
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
     * The fault of a file of the data root that has invalid content.
     *
     * @param findings each with file, line and remedy, in the order of the file
     * @throws IllegalArgumentException if there are no findings
     */
    public static ProvisioningException invalidFile(List<Finding> findings) {
        return new ProvisioningException(FaultKind.INVALID_FILE, message(findings), findings);
    }

    /** The same with a single finding. */
    public static ProvisioningException invalidFile(Finding finding) {
        return invalidFile(List.of(finding));
    }

    public FaultKind kind() {
        return kind;
    }

    /** Whether the fault is of this kind. */
    public boolean is(FaultKind other) {
        return kind == other;
    }

    /** The findings, at least one for {@link FaultKind#INVALID_FILE}; empty for the other kinds. */
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
