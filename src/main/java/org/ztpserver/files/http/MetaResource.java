package org.ztpserver.files.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.site.FilePath;
import org.ztpserver.files.FileDigests;
import org.ztpserver.files.ServedFiles;
import org.ztpserver.files.ServedFiles.Area;
import org.ztpserver.http.Json;

/** {@code /meta}: size and digests, with which a client checks its free space and a download (contract A1). */
@Path("meta/{area:actions|files|nodes}/{path:.+}")
public final class MetaResource {

    private final ServedFiles files;

    public MetaResource(ServedFiles files) {
        this.files = files;
    }

    @GET
    public Response digests(@PathParam("area") String area, @PathParam("path") String path) {
        FileDigests digests = files.digests(Area.valueOf(area.toUpperCase(Locale.ROOT)), filePath(path));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("size", digests.size());
        json.put("sha1", digests.sha1());
        json.put("sha256", digests.sha256());
        json.put("md5", digests.md5());
        return Json.ok(json);
    }

    private static FilePath filePath(String text) {
        try {
            return FilePath.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ProvisioningException(FaultKind.MISSING_FILE, String.valueOf(e.getMessage()));
        }
    }
}
