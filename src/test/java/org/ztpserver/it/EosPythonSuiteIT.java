package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** The client's own tests, written in its own language: a switch in a box against a server that misbehaves on demand. */
class EosPythonSuiteIT {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Pattern COUNT = Pattern.compile("^Ran (\\d+) tests in ", Pattern.MULTILINE);

    @Test
    void allTestsOfTheClientPass(TestReporter reporter) throws Exception {
        Program.Result result = Program.python(
                LIMIT, Map.of(), List.of("-m", "unittest", "discover", "-v", "-s", "src/test/python/eos"));
        assertThat(result.status()).as(result.everything()).isZero();
        Matcher count = COUNT.matcher(result.err());
        assertThat(count.find()).as(result.everything()).isTrue();
        assertThat(Integer.parseInt(count.group(1))).isPositive();
        reporter.publishEntry("Python tests", count.group(1));
        result.err().lines().filter(line -> line.contains("... skipped ")).forEach(reporter::publishEntry);
    }
}
