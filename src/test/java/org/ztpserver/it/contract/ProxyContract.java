package org.ztpserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** URLs as the client knows them, behind a proxy on the same machine (contract A1, A2). */
public interface ProxyContract extends ServerUnderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "X-Forwarded-Proto: https | https://here/PATH",
                "X-Forwarded-Host: ztp.example.com | http://ztp.example.com/PATH",
                "X-Forwarded-Host: ztp.example.com:8443 | http://ztp.example.com:8443/PATH",
                "X-Forwarded-Port: 8443 | http://here:8443/PATH",
                "X-Forwarded-Port: 80 | http://here/PATH",
                "X-Forwarded-Prefix: /lab/ztp | http://here/lab/ztp",
                "X-Forwarded-Prefix: /lab/ztp/ | http://here/lab/ztp",
                "X-Forwarded-Prefix: / | http://here",
                "X-Forwarded-Proto: https, http | https://here/PATH",
                "X-Forwarded-Host: a.example, b.example | http://a.example/PATH",
                "Forwarded: proto=https;host=ztp.example.com | https://ztp.example.com/PATH",
                "Forwarded: for=192.0.2.1; host=\"[2001:db8::1]:8080\" | http://[2001:db8::1]:8080/PATH",
                "Forwarded: Proto=HTTPS, proto=http | https://here/PATH",
            })
    default void theProxySaysHowTheClientSentTheRequest(String header, String expected) {
        assertThat(location(header)).isEqualTo(expected.replace("/PATH", base().getPath()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-Proto: javascript", "X-Forwarded-Host: a b", "X-Forwarded-Host: evil/x",
                        "X-Forwarded-Host: a@b",
                "X-Forwarded-Host: <script>", "X-Forwarded-Port: x", "X-Forwarded-Port: -1", "X-Forwarded-Prefix: evil",
                "X-Forwarded-Prefix: //evil", "X-Forwarded-Prefix: /a b", "X-Forwarded-Prefix: /a?b",
                        "Forwarded: nonsense",
                "Forwarded: host=", "Forwarded: host=\"a b\"", "X-Forwarded-For: 192.0.2.1", "X-Forwarded-Host:"
            })
    default void whatIsNoSchemeHostOrPathIsIgnored(String header) {
        assertThat(location(header)).isEqualTo("http://here" + base().getPath());
    }

    @Test
    default void allOfItTogetherMakesTheUrlInScriptsAndDefinitionsToo() {
        site().write("bootstrap/bootstrap", "$SERVER\n");
        assertThat(forwarded(get("/bootstrap")).send().text()).isEqualTo("https://ztp.example.com:8443/lab\n");
        String id = knownNode("actions: []\n");
        site().write("nodes/" + id + "/startup-config", "x\n");
        assertThat(forwarded(get("/nodes/" + id)).send().text())
                .contains("\"url\":\"https://ztp.example.com:8443/lab/nodes/" + id + "/startup-config\"");
        assertThat(forwarded(postNode(id)).send().need("Location"))
                .isEqualTo("https://ztp.example.com:8443/lab/nodes/" + id);
    }

    private static RawRequest forwarded(RawRequest request) {
        return request.header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "ztp.example.com")
                .header("X-Forwarded-Port", "8443")
                .header("X-Forwarded-Prefix", "/lab");
    }

    private String location(String header) {
        String id = "forwarded";
        site().write("nodes/" + id + "/definition", "actions: []\n");
        String[] parts = header.split(":", 2);
        String location = postNode(id)
                .host("here")
                .header(parts[0], parts[1].strip())
                .send()
                .is(409, "text/html")
                .need("Location");
        assertThat(location).endsWith("/nodes/" + id);
        return location.substring(0, location.length() - ("/nodes/" + id).length());
    }
}
