package org.ztpserver.launch;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.Attributes.Name;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.ztpserver.launch.WarIndex.Resource;

/**
 * Loads the server from the WAR as it is. A class needs the open WAR and nothing else, neither another file nor a
 * descriptor: Java never asks again for a class that could not be loaded once.
 */
final class WarClassLoader extends ClassLoader {

    /** Between the WAR, what is in it, and the file in that, as in the URLs of jars. */
    private static final String SEPARATOR = "!/";

    static {
        registerAsParallelCapable();
    }

    private final WarIndex index;
    private final String root;
    private final URLStreamHandler handler = new Handler();
    private final Map<String, Archive> archives = new ConcurrentHashMap<>();

    /** What a class has from the archive that it is in. */
    private record Archive(ProtectionDomain domain, Manifest manifest) {}

    WarClassLoader(Path war) throws IOException {
        super("ztpserver", getPlatformClassLoader());
        index = new WarIndex(war);
        root = war.toUri() + SEPARATOR;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        List<Resource> found = index.find(name.replace('.', '/') + ".class");
        if (found.isEmpty()) {
            throw new ClassNotFoundException(name);
        }
        try {
            byte[] bytes = index.read(found.get(0));
            Archive archive = archive(found.get(0).archive());
            definePackage(name.substring(0, Math.max(0, name.lastIndexOf('.'))), archive.manifest());
            return defineClass(name, bytes, 0, bytes.length, archive.domain());
        } catch (IOException e) {
            throw new ClassNotFoundException(name + ": " + e.getMessage(), e);
        }
    }

    private Archive archive(String name) throws IOException {
        Archive known = archives.get(name);
        if (known != null) {
            return known;
        }
        CodeSource source = new CodeSource(url(root + name), (Certificate[]) null);
        Archive archive = new Archive(new ProtectionDomain(source, null, this, null), index.manifest(name));
        Archive faster = archives.putIfAbsent(name, archive);
        return faster == null ? archive : faster;
    }

    /** With the versions that libraries look up of themselves. */
    private void definePackage(String name, Manifest manifest) {
        if (getDefinedPackage(name) != null) {
            return;
        }
        Attributes attributes = new Attributes(manifest.getMainAttributes());
        Attributes own = manifest.getAttributes(name.replace('.', '/') + "/");
        if (own != null) {
            attributes.putAll(own);
        }
        try {
            definePackage(
                    name,
                    attributes.getValue(Name.SPECIFICATION_TITLE),
                    attributes.getValue(Name.SPECIFICATION_VERSION),
                    attributes.getValue(Name.SPECIFICATION_VENDOR),
                    attributes.getValue(Name.IMPLEMENTATION_TITLE),
                    attributes.getValue(Name.IMPLEMENTATION_VERSION),
                    attributes.getValue(Name.IMPLEMENTATION_VENDOR),
                    null);
        } catch (IllegalArgumentException e) {
            // another thread has defined it in the meantime
        }
    }

    @Override
    protected @Nullable URL findResource(String name) {
        List<Resource> found = index.find(name);
        return found.isEmpty() ? null : url(file(found.get(0)));
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        return Collections.enumeration(
                index.find(name).stream().map(resource -> url(file(resource))).toList());
    }

    private String file(Resource resource) {
        return root + resource.archive() + SEPARATOR + resource.name();
    }

    private URL url(String file) {
        try {
            return new URL("war", "", -1, file, handler);
        } catch (MalformedURLException e) {
            throw new IllegalStateException(file, e);
        }
    }

    /** Opens the URLs of resources, and those that somebody makes relative to one. */
    private final class Handler extends URLStreamHandler {
        @Override
        protected URLConnection openConnection(URL url) throws IOException {
            String file = url.getFile();
            for (Resource resource : index.find(file.substring(file.lastIndexOf(SEPARATOR) + SEPARATOR.length()))) {
                if (file.equals(file(resource))) {
                    return new ContentConnection(url, index.read(resource));
                }
            }
            throw new FileNotFoundException(url.toString());
        }
    }
}
