package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ztps dhcp-config}: the command of {@code docs/dhcp.md}, and the real servers' word on what it prints. */
class DhcpConfigIT {

    private static Subprocess.Result run(String arguments) throws Exception {
        return Cli.run(Map.of("ZTPS_DEFAULT_SERVER", ""), arguments.split(" "));
    }

    private static String example() throws IOException {
        Matcher command =
                Pattern.compile("(?m)^\\$ ztps (dhcp-config .*)$").matcher(Files.readString(Path.of("docs/dhcp.md")));
        assertThat(command.find()).isTrue();
        return command.group(1);
    }

    @ParameterizedTest
    @CsvSource({
        "dnsmasq, ztpserver-dnsmasq.conf, /usr/sbin/dnsmasq --test -C",
        "isc, ztpserver-dhcpd.conf, /usr/sbin/dhcpd -t -cf",
        "kea, kea-dhcp4.conf, /usr/sbin/kea-dhcp4 -t"
    })
    void theRecipeIsWhatTheCommandPrintsAndTheServerTakesIt(String flavor, String file, String check) throws Exception {
        Subprocess.Result result = run(example().replace("--flavor dnsmasq", "--flavor " + flavor));
        assertThat(result.status()).as(result.err()).isZero();
        Path recipe = Path.of("deploy/dhcp", file);
        assertThat(result.out()).isEqualTo(Files.readString(recipe));
        assertThat(check(check, recipe)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "ztpserver-dnsmasq.conf, /usr/sbin/dnsmasq --test -C",
        "ztpserver-dhcpd.conf, /usr/sbin/dhcpd -t -cf",
        "kea-dhcp4.conf, /usr/sbin/kea-dhcp4 -t"
    })
    void thatWordMeansSomething(String file, String check) throws Exception {
        Path broken = Files.createTempFile("broken", ".conf");
        broken.toFile().deleteOnExit();
        Files.writeString(broken, Files.readString(Path.of("deploy/dhcp", file)).replace("192.0.2.100", "192.0.2.300"));
        assertThat(check(check, broken)).isNotZero();
    }

    private static int check(String command, Path file) throws Exception {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.add(file.toString());
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as(output).isTrue();
        return process.exitValue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--flavor isc | Missing required options",
                "--flavor bind --subnet 192.0.2.0/24 --range 192.0.2.1-192.0.2.9 | dnsmasq, isc, kea",
                "--flavor isc --subnet 192.0.2.1/24 --range 192.0.2.1-192.0.2.9 | use 192.0.2.0/24",
                "--flavor isc --subnet 192.0.2.0/24 --range 192.0.2.1 | two addresses such as",
                "--flavor isc --subnet 192.0.2.0/24 --range 192.0.2.1-192.0.3.9 | 192.0.3.9 is not the address of a host",
                "--flavor isc --subnet 192.0.2.0/24 --range 192.0.2.1-192.0.2.9 --reserve S/1=192.0.2.3 | serial number",
            })
    void aMistakeIsExplained(String options, String reason) throws Exception {
        Subprocess.Result result = run("dhcp-config --conf deploy/dhcp/ztpserver.conf " + options);
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains(reason).doesNotContain("\tat ");
        assertThat(result.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {"- | 1 | set [default] server_url", "http://ztp.example.com/z | 2 | give --tftp ADDRESS"})
    void theServersUrlHasToBeKnown(String url, int status, String reason) throws Exception {
        Subprocess.Result result = Cli.run(
                url == null ? Map.of() : Map.of("ZTPS_DEFAULT_SERVER", url),
                "dhcp-config --flavor isc --subnet 192.0.2.0/24 --range 192.0.2.1-192.0.2.9".split(" "));
        assertThat(result.status()).isEqualTo(status);
        assertThat(result.err()).contains(reason).doesNotContain("\tat ");
    }
}
