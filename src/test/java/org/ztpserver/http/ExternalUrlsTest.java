package org.ztpserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalUrlsTest {

    private static final ExternalUrls URLS = new ExternalUrls(TrustedProxies.parse("127.0.0.1"), null);

    @Test
    void theHostIsTheOneThatTheClientNamed() {
        assertThat(URLS.requestBase(
                        new FakeRequest().with("Host", "ztp.example:80").request()))
                .isEqualTo("http://ztp.example:80/ztpserver");
    }

    @Test
    void theRootContextAddsNothing() {
        FakeRequest request = new FakeRequest().with("Host", "h");
        request.contextPath = "";
        assertThat(URLS.requestBase(request.request())).isEqualTo("http://h");
    }

    @ParameterizedTest
    @CsvSource({
        "http,inside,8080,http://inside:8080/ztpserver",
        "http,inside,80,http://inside/ztpserver",
        "https,inside,443,https://inside/ztpserver",
        "https,inside,80,https://inside:80/ztpserver",
        "http,2001:db8::1,8080,http://[2001:db8::1]:8080/ztpserver",
        "http,[2001:db8::1],80,http://[2001:db8::1]/ztpserver"
    })
    void withoutAHostItIsTheServersOwn(String scheme, String name, int port, String expected) {
        FakeRequest request = new FakeRequest();
        request.scheme = scheme;
        request.serverName = name;
        request.port = port;
        assertThat(URLS.requestBase(request.request())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "evil/x", "a@b", "h:123456", "h:x", "[::1", "<h>"})
    void insteadOfAnInvalidHostItIsTheAddressAtWhichTheRequestArrived(String host) {
        FakeRequest request = new FakeRequest().with("Host", host);
        request.serverName = host;
        assertThat(URLS.requestBase(request.request())).isEqualTo("http://192.0.2.1:8080/ztpserver");
        request.localAddress = "2001:db8::1";
        assertThat(URLS.requestBase(request.request())).isEqualTo("http://[2001:db8::1]:8080/ztpserver");
    }

    @Test
    void forwardedHasPriorityOverTheOlderHeaders() {
        FakeRequest request = new FakeRequest()
                .with("Host", "h")
                .with("Forwarded", "for=192.0.2.1;proto=https;host=new.example")
                .with("X-Forwarded-Proto", "http")
                .with("X-Forwarded-Host", "old.example");
        assertThat(URLS.requestBase(request.request())).isEqualTo("https://new.example/ztpserver");
    }

    @ParameterizedTest
    @CsvSource({"http,80,''", "https,443,''", "http,443,:443", "https,80,:80", "http,8080,:8080"})
    void aStandardPortIsNotWritten(String scheme, String port, String suffix) {
        FakeRequest request = new FakeRequest()
                .with("X-Forwarded-Host", "h")
                .with("X-Forwarded-Proto", scheme)
                .with("X-Forwarded-Port", port);
        assertThat(URLS.requestBase(request.request())).isEqualTo(scheme + "://h" + suffix + "/ztpserver");
    }

    @Test
    void aPortInTheHostStays() {
        FakeRequest request =
                new FakeRequest().with("X-Forwarded-Host", "[::1]:1").with("X-Forwarded-Port", "2");
        assertThat(URLS.requestBase(request.request())).isEqualTo("http://[::1]:1/ztpserver");
        FakeRequest six =
                new FakeRequest().with("X-Forwarded-Host", "[2001:db8::1]").with("X-Forwarded-Port", "2");
        assertThat(URLS.requestBase(six.request())).isEqualTo("http://[2001:db8::1]:2/ztpserver");
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.7", "::1", "127.0.0.2"})
    void headersFromOtherAddressesAreIgnored(String from) {
        FakeRequest request = new FakeRequest()
                .with("Host", "h")
                .with("Forwarded", "proto=https;host=evil")
                .with("X-Forwarded-Proto", "https")
                .with("X-Forwarded-Host", "evil")
                .with("X-Forwarded-Port", "1")
                .with("X-Forwarded-Prefix", "/evil");
        request.from = from;
        assertThat(URLS.requestBase(request.request())).isEqualTo("http://h/ztpserver");
    }

    @Test
    void theSettingIsTheServersUrlButNotTheRequestsBase() {
        ExternalUrls urls = new ExternalUrls(TrustedProxies.parse(""), "https://ztp.example/lab");
        var request = new FakeRequest().with("Host", "h").request();
        assertThat(urls.serverUrl(request)).isEqualTo("https://ztp.example/lab");
        assertThat(urls.requestBase(request)).isEqualTo("http://h/ztpserver");
        assertThat(URLS.serverUrl(request)).isEqualTo("http://h/ztpserver");
    }
}
