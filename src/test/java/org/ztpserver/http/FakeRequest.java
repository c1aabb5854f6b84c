package org.ztpserver.http;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A request of HTTP on port 8080 of host inside, under /ztpserver, from 127.0.0.1. */
final class FakeRequest {

    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    String scheme = "http";
    String serverName = "inside";
    String localAddress = "192.0.2.1";
    int port = 8080;
    String contextPath = "/ztpserver";
    String from = "127.0.0.1";

    /** Adds a line of the header. */
    FakeRequest with(String name, String value) {
        headers.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        return this;
    }

    private List<String> lines(Object name) {
        return headers.getOrDefault((String) name, List.of());
    }

    HttpServletRequest request() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                FakeRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getHeader" -> lines(arguments[0]).stream().findFirst().orElse(null);
                    case "getHeaders" -> Collections.enumeration(lines(arguments[0]));
                    case "getScheme" -> scheme;
                    case "getServerName" -> serverName;
                    case "getServerPort" -> port;
                    case "getLocalAddr" -> localAddress;
                    case "getLocalPort" -> port;
                    case "getContextPath" -> contextPath;
                    case "getRemoteAddr" -> from;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
