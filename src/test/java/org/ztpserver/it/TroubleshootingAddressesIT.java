package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.ztpserver.it.contract.RawRequest;

/** What keeps a switch from reaching the server, or from coming back to it. */
@TestsSections(
        page = TroubleshootingPage.NAME,
        sections = {"A switch does not find the server", "URLs do not match the proxy"})
class TroubleshootingAddressesIT extends TroubleshootingScenarios {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    TroubleshootingAddressesIT() {
        scenario("wrong-path", () -> get(URI.create("http://127.0.0.1:" + port()), "/bootstrap"));
        scenario("connection-refused", () -> {
            try (ServerProcess other = ServerProcess.start(root())) {
                URI url = other.url();
                assertThat(other.terminate()).isZero();
                return eosConsole(localhost(url)).replace(Integer.toString(url.getPort()), Integer.toString(port()));
            }
        });
        scenario("no-script", () -> {
            site().remove("bootstrap/bootstrap");
            return get("/bootstrap");
        });
        scenario("no-server-in-script", () -> {
            site().write("bootstrap/bootstrap", "#!/usr/bin/env python\n");
            get("/bootstrap");
            return awaitLog("no $SERVER");
        });
        scenario("untrusted-proxy", () -> {
            try (ServerProcess other =
                    ServerProcess.on(root()).conf("trusted_proxies = 192.0.2.7").start()) {
                return RawRequest.of("GET", other.url(), "/bootstrap")
                        .host("ztp.example.com")
                        .header("X-Forwarded-Proto", "https")
                        .send()
                        .text();
            }
        });
        scenario("certificate-not-yet-valid", () -> tls("+10d", true));
        scenario("certificate-not-trusted", () -> tls("-1d", false));
    }

    /** What curl says to a server with such a certificate. */
    private String tls(String validFrom, boolean trusted) throws Exception {
        Path store = folder().resolve("keys" + validFrom);
        Path certificate = folder().resolve("certificate" + validFrom);
        keytool(
                store,
                "-genkeypair -keyalg EC -dname CN=localhost -validity 30 -ext SAN=DNS:localhost -startdate "
                        + validFrom);
        keytool(store, "-exportcert -rfc -file " + certificate);
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(context(store)));
        https.start();
        try {
            String url = "https://localhost:" + https.getAddress().getPort() + "/ztpserver/bootstrap";
            List<String> curl = trusted
                    ? List.of("curl", "-sS", "--cacert", certificate.toString(), url)
                    : List.of("curl", "-sS", url);
            return Subprocess.run(LIMIT, Map.of(), curl).err();
        } finally {
            https.stop(0);
        }
    }

    private static void keytool(Path store, String arguments) throws Exception {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        String command = keytool + " -alias ztp -keystore " + store + " -storepass changeit " + arguments;
        Subprocess.Result result =
                Subprocess.run(LIMIT, Map.of(), Stream.of(command.split(" ")).toList());
        assertThat(result.status()).as(result.everything()).isZero();
    }

    private static SSLContext context(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
