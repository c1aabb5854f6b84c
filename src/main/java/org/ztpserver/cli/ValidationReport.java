package org.ztpserver.cli;

import java.io.PrintWriter;
import java.util.List;
import org.ztpserver.core.site.Finding;

/** The output of {@code --validate-config}: one line per finding, and the number of findings. */
public final class ValidationReport {

    private final PrintWriter out;

    public ValidationReport(PrintWriter out) {
        this.out = out;
    }

    /**
     * @param checked the file or folder that was checked
     * @return whether there are no findings
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
