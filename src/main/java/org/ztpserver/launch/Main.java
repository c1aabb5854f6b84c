package org.ztpserver.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A thin wrapper that makes the WAR a program. Java can't load classes from jars inside a jar, so the wrapper unpacks
 * {@code WEB-INF} to a temporary folder and starts the command line there. Code that can be elsewhere does not belong
 * here. A container never loads this class.
 */
public final class Main {

    private static final String COMMAND_LINE = "org.ztpserver.cli.Ztps";

    private Main() {}

    public static void main(String[] arguments) throws ReflectiveOperationException, IOException, URISyntaxException {
        Path war = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path unpacked = Files.createTempDirectory("ztpserver-");
        Runnable cleanUp = () -> deleteTree(unpacked);
        Thread hook = new Thread(cleanUp, "clean-up");
        Runtime.getRuntime().addShutdownHook(hook);
        unpack(war, unpacked);
        URLClassLoader loader =
                new URLClassLoader("ztpserver", classPath(unpacked), ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        try {
            loader.loadClass(COMMAND_LINE)
                    .getMethod("main", String[].class, Path.class, Thread.class, Runnable.class)
                    .invoke(null, arguments, unpacked, hook, cleanUp);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the command line failed", e.getCause());
        }
    }

    private static void unpack(Path war, Path target) throws IOException {
        try (ZipFile zip = new ZipFile(war.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                Path path = target.resolve(entry.getName()).normalize();
                if (!entry.getName().startsWith("WEB-INF/") || entry.isDirectory() || !path.startsWith(target)) {
                    continue;
                }
                Files.createDirectories(path.getParent());
                try (InputStream in = zip.getInputStream(entry)) {
                    Files.copy(in, path);
                }
            }
        }
    }

    private static URL[] classPath(Path unpacked) throws IOException {
        List<URL> urls = new ArrayList<>();
        Path webInf = unpacked.resolve("WEB-INF");
        urls.add(url(webInf.resolve("classes")));
        for (String folder : List.of("lib", "launcher")) {
            try (Stream<Path> jars = Files.list(webInf.resolve(folder))) {
                jars.sorted().map(Main::url).forEach(urls::add);
            }
        }
        return urls.toArray(URL[]::new);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteTree(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            System.err.println("ztpserver: can't remove " + folder + ": " + e);
        }
    }
}
