package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.ztpserver.it.contract.RawRequest;

/**
 * A proxy with a recipe of {@code deploy/}, as a process in the foreground with a configuration folder of its own. Of
 * the recipe, only addresses and paths of this machine are replaced.
 */
final class ProxyProcess implements AutoCloseable {

    /** The sites of {@code deploy/}. */
    enum Recipe {
        NGINX("nginx", "ztpserver", "/ztpserver"),
        NGINX_ROOT("nginx", "ztpserver-root", ""),
        APACHE("apache", "ztpserver", "/ztpserver"),
        APACHE_ROOT("apache", "ztpserver-root", "");

        private final String program;
        private final String site;
        private final String path;

        Recipe(String program, String site, String path) {
            this.program = program;
            this.site = site;
            this.path = path;
        }

        boolean isNginx() {
            return program.equals("nginx");
        }
    }

    /** What Debian's {@code nginx.conf} has around the sites, for one process in the foreground. */
    private static final String NGINX_CONF = """
            daemon off;
            pid nginx.pid;
            error_log error.log warn;
            worker_processes 1;
            events {}
            http {
                access_log off;
                client_body_temp_path tmp/body;
                proxy_temp_path tmp/proxy;
                fastcgi_temp_path tmp/fastcgi;
                scgi_temp_path tmp/scgi;
                uwsgi_temp_path tmp/uwsgi;
                include sites-enabled/*.conf;
            }
            """;

    /** What Debian's {@code apache2.conf} and {@code a2enmod} do. */
    private static final String APACHE_CONF = """
            ServerName localhost
            PidFile apache.pid
            ErrorLog error.log
            User #65534
            Group #65534
            LoadModule mpm_event_module MODULES/mod_mpm_event.so
            LoadModule authz_core_module MODULES/mod_authz_core.so
            LoadModule env_module MODULES/mod_env.so
            LoadModule socache_shmcb_module MODULES/mod_socache_shmcb.so
            LoadModule proxy_module MODULES/mod_proxy.so
            LoadModule proxy_http_module MODULES/mod_proxy_http.so
            LoadModule headers_module MODULES/mod_headers.so
            LoadModule ssl_module MODULES/mod_ssl.so
            LoadModule xsendfile_module MODULES/mod_xsendfile.so
            Listen 127.0.0.1:HTTP
            Listen 127.0.0.1:HTTPS
            Include sites-enabled/*.conf
            """.replace("MODULES", "/usr/lib/apache2/modules");

    private final Process process;
    private final Recipe recipe;
    private final Path prefix;
    private final int http;
    private final int https;
    private final SSLSocketFactory tls;

    private ProxyProcess(Process process, Recipe recipe, Path prefix, int http, int https, SSLSocketFactory tls) {
        this.process = process;
        this.recipe = recipe;
        this.prefix = prefix;
        this.http = http;
        this.https = https;
        this.tls = tls;
    }

    /**
     * Starts the proxy in front of servers and waits until it listens.
     *
     * @param folder which is to hold its configuration, certificate and log
     */
    static ProxyProcess start(Recipe recipe, Path folder, Path dataRoot, URI... servers) {
        try {
            Path prefix = Files.createDirectories(folder);
            int[] ports = freePorts();
            makeCertificate(prefix);
            Map<String, String> local = new TreeMap<>(Map.of(
                    "/etc/ssl/certs/ztpserver.pem", prefix.resolve("cert.pem").toString(),
                    "/etc/ssl/private/ztpserver.key", prefix.resolve("key.pem").toString(),
                    "/usr/share/ztpserver", dataRoot.toString()));
            boolean nginx = recipe.isNginx();
            if (nginx) {
                local.put("server 127.0.0.1:8080;", upstreams(servers));
                local.put("listen 80 ", "listen 127.0.0.1:" + ports[0] + " ");
                local.put("listen 443 ", "listen 127.0.0.1:" + ports[1] + " ");
            } else {
                local.put("127.0.0.1:8080", servers[0].getAuthority());
                local.put("<VirtualHost *:80>", "<VirtualHost *:" + ports[0] + ">");
                local.put("<VirtualHost *:443>", "<VirtualHost *:" + ports[1] + ">");
            }
            copy(recipe, prefix, local);
            String main = nginx
                    ? NGINX_CONF
                    : APACHE_CONF.replace("HTTPS", "" + ports[1]).replace("HTTP", "" + ports[0]);
            Path conf = Files.writeString(prefix.resolve("main.conf"), main);
            Files.createDirectories(prefix.resolve("tmp"));
            ProcessBuilder builder = nginx
                    ? new ProcessBuilder(
                            "/usr/sbin/nginx", "-p", prefix + "/", "-c", conf.toString(), "-e", "error.log")
                    : new ProcessBuilder(
                            "/usr/sbin/apache2", "-d", prefix.toString(), "-f", conf.toString(), "-DFOREGROUND");
            Path out = prefix.resolve("out.log");
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            ProxyProcess proxy =
                    new ProxyProcess(process, recipe, prefix, ports[0], ports[1], trusting(prefix.resolve("cert.pem")));
            Await.await("a proxy that listens", () -> {
                assertThat(process.isAlive()).as("%s%s", text(out), proxy.log()).isTrue();
                return listens(ports[0]) && listens(ports[1]);
            });
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String upstreams(URI... servers) {
        StringBuilder upstreams = new StringBuilder();
        for (URI server : servers) {
            upstreams.append("server ").append(server.getAuthority()).append(";\n    ");
        }
        return upstreams.toString().strip();
    }

    /** Copies the recipe; each replacement has to find its text somewhere in it. */
    private static void copy(Recipe recipe, Path prefix, Map<String, String> local) throws IOException {
        Path from = Path.of("deploy", recipe.program);
        TreeMap<String, String> left = new TreeMap<>(local);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file);
                for (Map.Entry<String, String> replacement : local.entrySet()) {
                    if (text.contains(replacement.getKey())) {
                        text = text.replace(replacement.getKey(), replacement.getValue());
                        left.remove(replacement.getKey());
                    }
                }
                Path to = prefix.resolve(from.relativize(file));
                Files.createDirectories(to.getParent());
                Files.writeString(to, text);
            }
        }
        assertThat(left).as("what deploy/%s does not have", recipe.program).isEmpty();
        Path enabled = Files.createDirectories(prefix.resolve("sites-enabled"));
        String site = recipe.site + ".conf";
        Files.createSymbolicLink(enabled.resolve(site), prefix.resolve("sites-available/" + site));
    }

    private static int[] freePorts() throws IOException {
        try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket second = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new int[] {first.getLocalPort(), second.getLocalPort()};
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static void makeCertificate(Path prefix) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2".split(" ")));
        command.addAll(List.of("-keyout", prefix.resolve("key.pem").toString()));
        command.addAll(List.of("-out", prefix.resolve("cert.pem").toString()));
        command.addAll(List.of("-subj", "/CN=ztp.example.com"));
        command.addAll(List.of("-addext", "subjectAltName=DNS:ztp.example.com,DNS:localhost,IP:127.0.0.1"));
        try {
            Subprocess.Result result = Subprocess.run(Duration.ofSeconds(30), Map.of(), command);
            assertThat(result.status()).as(result.everything()).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Connections that trust the certificate of this proxy, and no other. */
    private static SSLSocketFactory trusting(Path certificate) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream pem = Files.newInputStream(certificate)) {
            store.setCertificateEntry(
                    "proxy", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A request to the server through the proxy.
     *
     * @param base {@link #http} or {@link #https}
     */
    RawRequest request(String method, URI base, String path) {
        RawRequest request = RawRequest.of(method, base, path);
        return base.getScheme().equals("https") ? request.over(tls) : request;
    }

    /** Where the server answers through the proxy, without a slash at the end. */
    URI http() {
        return URI.create("http://localhost:" + http + recipe.path);
    }

    /** The same with TLS. */
    URI https() {
        return URI.create("https://localhost:" + https + recipe.path);
    }

    Path certificate() {
        return prefix.resolve("cert.pem");
    }

    /** The path under which this recipe has the server: empty or {@code /ztpserver}. */
    String path() {
        return recipe.path;
    }

    /** Its error log. */
    String log() {
        return text(prefix.resolve("error.log"));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
