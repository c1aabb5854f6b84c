package org.ztpserver.resource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.ztpserver.core.definition.ResourceCall;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.site.Finding;

/** Finds the calls in a file that no pool and no plugin can answer. */
public final class CallValidation {

    private final Consumer<ResourceCall> check;

    /** @param check throws a {@link ProvisioningException} if nothing can answer a call */
    public CallValidation(Consumer<ResourceCall> check) {
        this.check = check;
    }

    /**
     * A finding for each call that nothing can answer, with the first line that contains its argument.
     *
     * @param bytes the content of the file with the calls
     */
    public List<Finding> findings(String file, byte[] bytes, List<ResourceCall> calls) {
        List<Finding> findings = new ArrayList<>();
        Set<ResourceCall> seen = new HashSet<>();
        for (ResourceCall call : calls) {
            if (!seen.add(call)) {
                continue;
            }
            try {
                check.accept(call);
            } catch (ProvisioningException e) {
                // Faults inside a pool are reported with the pool.
                if (!e.is(FaultKind.INVALID_FILE)) {
                    findings.add(new Finding(file, line(bytes, call.argument()), call + ": " + e.getMessage()));
                }
            }
        }
        return findings;
    }

    /** The first line of a file that contains this word; 0 if no line does. */
    public static int line(byte[] bytes, String word) {
        Pattern whole = Pattern.compile("(?<![\\w.-])" + Pattern.quote(word) + "(?![\\w.-])");
        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (whole.matcher(lines.get(i)).find()) {
                return i + 1;
            }
        }
        return 0;
    }
}
