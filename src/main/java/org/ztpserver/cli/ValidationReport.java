package org.ztpserver.cli;

import java.io.PrintWriter;
import java.util.List;
import org.ztpserver.core.site.Finding;

/** What {@code --validate-config} prints: a line a finding, and how many there are. */
public final class ValidationReport {

    private final PrintWriter out;

    public ValidationReport(PrintWriter out) {
        this.out = out;
    }

    /**
     * @param checked the file or folder that was looked at
     * @return whether nothing is wrong
     */
    public boolean print(List<Finding> findings, String checked) {
        findings.forEach(out::println);
        out.println(
                findings.isEmpty()
                        ? checked + ": no errors"
                        : checked + ": " + findings.size() + (findings.size() == 1 ? " error" : " errors"));
        out.flush();
        return findings.isEmpty();
    }
}
