package org.ztpserver.launch;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;

/** The content of a resource as a {@link URL} gives it: in memory, nothing to close. */
final class ContentConnection extends URLConnection {

    private final byte[] content;

    ContentConnection(URL url, byte[] content) {
        super(url);
        this.content = content;
    }

    @Override
    public void connect() {
        connected = true;
    }

    @Override
    public InputStream getInputStream() {
        return new ByteArrayInputStream(content);
    }

    @Override
    public long getContentLengthLong() {
        return content.length;
    }
}
