package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The tests of the programs that run on switches, in their own language: a switch in a box against a server that
 * misbehaves on demand. Each is a test of the build, so that it is counted, and one that is skipped is seen.
 */
class PythonSuitesIT {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    @TestFactory
    List<DynamicTest> theClientOfEosSwitches() throws Exception {
        return tests("src/test/python/eos");
    }

    @TestFactory
    List<DynamicTest> theScriptOfNexusSwitches() throws Exception {
        return tests("src/test/python/nxos");
    }

    private static List<DynamicTest> tests(String folder) throws IOException, InterruptedException {
        Subprocess.Result result = Subprocess.python(LIMIT, Map.of(), List.of("src/test/python/run_suite.py", folder));
        assertThat(result.status()).as(result.everything()).isZero();
        JsonMapper json = new JsonMapper();
        List<DynamicTest> tests = new ArrayList<>();
        for (String line : result.out().lines().toList()) {
            JsonNode test = json.readTree(line);
            tests.add(DynamicTest.dynamicTest(
                    test.get("name").asText(),
                    () -> judge(test.get("outcome").asText(), test.get("why").asText())));
        }
        assertThat(tests).as(result.everything()).isNotEmpty();
        return tests;
    }

    private static void judge(String outcome, String why) {
        if (outcome.equals("skipped") && !"true".equals(System.getenv("CI"))) {
            abort(why);
        }
        if (!outcome.equals("passed")) {
            fail(outcome + ": " + why); // on CI, where all that the tests need is installed, a skipped one is missing
        }
    }
}
