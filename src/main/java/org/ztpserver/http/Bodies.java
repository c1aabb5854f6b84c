package org.ztpserver.http;

import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;

/** Reads bodies of requests up to a limit, and creates bodies of answers. */
public final class Bodies {

    private Bodies() {}

    /**
     * @param declared the request's {@code Content-Length}; -1 if it has none
     * @param limit in bytes
     * @throws ProvisioningException (TOO_LARGE) if the body is larger, before more than the limit is read
     * @throws ProvisioningException (INVALID_REQUEST) if the client stopped sending in the middle
     */
    public static byte[] read(InputStream body, long declared, int limit) {
        if (declared > limit) {
            throw tooLarge(limit);
        }
        byte[] bytes;
        try {
            bytes = body.readNBytes(limit + 1);
        } catch (IOException e) {
            throw new ProvisioningException(FaultKind.INVALID_REQUEST, "the body of the request is incomplete");
        }
        if (bytes.length > limit) {
            throw tooLarge(limit);
        }
        return bytes;
    }

    /** A 200 with these bytes and their length, which deployed bootstrap scripts use. */
    public static Response ok(byte[] body, String mediaType) {
        return Response.ok(body)
                .type(mediaType)
                .header("Content-Length", body.length)
                .build();
    }

    /** @throws ProvisioningException (INVALID_REQUEST) if the bytes are not UTF-8 */
    public static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ProvisioningException(FaultKind.INVALID_REQUEST, "the body of the request is not UTF-8");
        }
    }

    private static ProvisioningException tooLarge(int limit) {
        return new ProvisioningException(
                FaultKind.TOO_LARGE, "the body of the request is larger than " + limit + " bytes, the limit");
    }
}
