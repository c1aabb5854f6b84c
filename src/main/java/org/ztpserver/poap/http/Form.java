package org.ztpserver.poap.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.http.Bodies;

/** A form, parsed as {@code application/x-www-form-urlencoded} whatever its {@code Content-Type}. */
record Form(Map<String, String> fields) {

    /** @throws ProvisioningException (INVALID_REQUEST) if the body is not a form */
    static Form parse(byte[] body) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : Bodies.utf8(body).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return new Form(fields);
    }

    /** @throws ProvisioningException (INVALID_REQUEST) if the field is missing or blank */
    String required(String name) {
        String value = fields.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            throw new ProvisioningException(
                    FaultKind.INVALID_REQUEST,
                    "the form has no field '" + name + "': it must hold the MAC address of mgmt0");
        }
        return value;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ProvisioningException(
                    FaultKind.INVALID_REQUEST, "the body of the request is not a form: a % without two hex digits");
        }
    }
}
