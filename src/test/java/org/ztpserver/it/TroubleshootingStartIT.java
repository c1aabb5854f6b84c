package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ztpserver.app.ZtpContextListener;

/** What keeps the server from starting, or from working once it has. */
@TestsSections(page = TroubleshootingPage.NAME, sections = "The server does not start")
class TroubleshootingStartIT extends TroubleshootingScenarios {

    TroubleshootingStartIT() {
        scenario("port-in-use", () -> ztps("[server]\ninterface = 127.0.0.1\nport = " + port() + "\n"));
        scenario("bad-setting", () -> ztps("[default]\ndata_root = srv/ztp\nidentifier = mac\n"));
        scenario("unknown-setting", () -> {
            try (ServerProcess other =
                    ServerProcess.on(root()).conf("prot = 9080").start()) {
                return log(other).replaceAll("/\\S+\\.conf", conf().toString());
            }
        });
        scenario("not-writable", () -> {
            try (ServerProcess other = asSomebodyElse()) {
                return log(other);
            }
        });
        scenario("no-data-root", () -> {
            site().remove("");
            return ztps("[default]\ndata_root = " + root() + "\n");
        });
        scenario("in-a-container", this::startInAContainer);
    }

    private static String log(ServerProcess process) {
        return String.join("\n", process.log());
    }

    /** What the command says with this configuration. */
    private String ztps(String text) throws Exception {
        Files.writeString(conf(), text);
        Subprocess.Result result = Cli.run(Map.of("ZTPS_DEFAULT_DATAROOT", ""), "--conf", conf().toString());
        assertThat(result.status()).as(result.out()).isEqualTo(1);
        return result.err();
    }

    /** What the listener has a container log. */
    private String startInAContainer() throws IOException {
        Files.writeString(conf(), "# the site\n[default]\nidentifier = mac\n");
        List<String> log = new ArrayList<>();
        ServletContext context = (ServletContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ServletContext.class}, (self, method, arguments) -> {
                    if (method.getName().equals("log")) {
                        log.add(String.valueOf(arguments[0]));
                    }
                    return method.getName().equals("getInitParameter") ? conf().toString() : null;
                });
        try {
            new ZtpContextListener().contextInitialized(new ServletContextEvent(context));
            return "it has started";
        } catch (RuntimeException e) {
            return String.join("\n", log);
        }
    }
}
