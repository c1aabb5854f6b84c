package org.ztpserver.repository;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ztpserver.provisioning.Finding;
import org.ztpserver.provisioning.InvalidFileException;
import org.ztpserver.repository.yaml.YamlValue;

/** Collects what is wrong in one file, so that it can all be mended at once. */
final class Findings {

    private final String file;
    private final String subject;
    private final List<Finding> all;

    private Findings(String file, String subject, List<Finding> all) {
        this.file = file;
        this.subject = subject;
        this.all = all;
    }

    static Findings of(String file) {
        return new Findings(file, "", new ArrayList<>());
    }

    /** The same collection, where every message begins with what it is about: {@code pattern 'leaf': ...} */
    Findings about(String part) {
        return new Findings(file, subject + part + ": ", all);
    }

    void add(int line, String message) {
        all.add(new Finding(file, line, subject + message));
    }

    void add(YamlValue where, String message) {
        add(where.line(), message);
    }

    int size() {
        return all.size();
    }

    /** The value; null when it can't be made, with a finding that begins with the key. */
    <T> @Nullable T make(YamlValue where, String key, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            add(where, key + ": " + e.getMessage());
            return null;
        }
    }

    /** A finding that begins with the key, when the check fails. */
    void check(YamlValue where, String key, Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            add(where, key + ": " + e.getMessage());
        }
    }

    /** @throws InvalidFileException with all findings, when there are any */
    void check() {
        if (!all.isEmpty()) {
            throw invalid();
        }
    }

    InvalidFileException invalid() {
        return new InvalidFileException(
                all.stream().sorted(Comparator.comparingInt(Finding::line)).toList());
    }
}
