package org.ztpserver.core.fault;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.site.Finding;
import org.ztpserver.core.site.Located;

/**
 * Collects the faults in the files of a site, so that the operator can fix them all at once. {@link #in} and {@link
 * #about} return views of the same collection.
 */
public final class Findings {

    private final String file;
    private final String subject;
    private final List<Finding> all;

    private Findings(String file, String subject, List<Finding> all) {
        this.file = file;
        this.subject = subject;
        this.all = all;
    }

    /** For a whole site. */
    public Findings() {
        this("", "", new ArrayList<>());
    }

    /** For one file. */
    public static Findings of(String file) {
        return new Findings().in(file);
    }

    /** A view of this collection whose findings are in the given file. */
    public Findings in(String other) {
        return new Findings(other, "", all);
    }

    /** A view of this collection whose messages begin with the given part: {@code pattern 'leaf': ...} */
    public Findings about(String part) {
        return new Findings(file, subject + part + ": ", all);
    }

    /** @param line counted from 1; 0 for the file as a whole */
    public void add(int line, String message) {
        all.add(new Finding(file, line, subject + message));
    }

    public void add(Located where, String message) {
        add(where.line(), message);
    }

    public void addAll(List<Finding> more) {
        all.addAll(more);
    }

    /** Returns the value. If it can't be created, adds a finding that begins with the key, and returns null. */
    public <T> @Nullable T make(Located where, String key, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            add(where, key + ": " + e.getMessage());
            return null;
        }
    }

    /** Adds a finding that begins with the key if the check fails. */
    public void check(Located where, String key, Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            add(where, key + ": " + e.getMessage());
        }
    }

    /** Runs a check, and adds the findings of the exception that it throws. */
    public void collect(Runnable check) {
        try {
            check.run();
        } catch (ProvisioningException e) {
            if (!e.is(FaultKind.INVALID_FILE)) {
                throw e;
            }
            all.addAll(e.findings());
        }
    }

    public int size() {
        return all.size();
    }

    /** In the order in which they were found. */
    public List<Finding> list() {
        return List.copyOf(all);
    }

    /** Those of one file in the order of its lines. */
    public List<Finding> byLine() {
        return all.stream().sorted(Comparator.comparingInt(Finding::line)).toList();
    }

    /** @throws ProvisioningException (INVALID_FILE) with all findings by line, if there are any */
    public void throwAny() {
        if (!all.isEmpty()) {
            throw ProvisioningException.invalidFile(byLine());
        }
    }
}
