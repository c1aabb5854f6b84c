package org.ztpserver.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarClassLoaderTest {

    private static final String SERVICE = "META-INF/services/java.lang.Runnable";
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    /** Something to load, and a provider of a service. */
    public static final class Sample implements Runnable {
        @Override
        public void run() {}
    }

    @Test
    void classOfAJarHasThePackageAndTheCodeSourceOfTheJar() throws Exception {
        Path war = war(Map.of(
                "WEB-INF/lib/a.jar",
                jar(Map.of(
                        path(Sample.class),
                        bytes(Sample.class),
                        MANIFEST,
                        text("Manifest-Version: 1.0\nImplementation-Version: 4.2\n")))));
        Class<?> loaded = new WarClassLoader(war).loadClass(Sample.class.getName());

        assertThat(loaded).isNotEqualTo(Sample.class);
        assertThat(loaded.getPackage().getImplementationVersion()).isEqualTo("4.2");
        assertThat(loaded.getProtectionDomain().getCodeSource().getLocation())
                .hasToString("war:" + war.toUri() + "!/WEB-INF/lib/a.jar");
    }

    @Test
    void providersOfAServiceAreFound() throws Exception {
        Path war = war(Map.of(
                "WEB-INF/classes/" + path(Sample.class),
                bytes(Sample.class),
                "WEB-INF/lib/a.jar",
                jar(Map.of(SERVICE, text(Sample.class.getName() + "\n")))));

        assertThat(ServiceLoader.load(Runnable.class, new WarClassLoader(war)).stream()
                        .map(provider -> provider.type().getName()))
                .containsExactly(Sample.class.getName());
    }

    @Test
    void resourcesOfOneNameComeInTheOrderOfTheClassPath() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("WEB-INF/launcher/a.jar", jar(Map.of("x", text("launcher"))));
        files.put("WEB-INF/lib/b.jar", jar(Map.of("x", text("b"))));
        files.put("WEB-INF/lib/a.jar", jar(Map.of("x", text("a"))));
        files.put("WEB-INF/classes/x", text("classes"));
        WarClassLoader loader = new WarClassLoader(war(files));

        assertThat(read(Objects.requireNonNull(loader.getResource("x")))).isEqualTo("classes");
        assertThat(Collections.list(loader.getResources("x")))
                .extracting(WarClassLoaderTest::read)
                .containsExactly("classes", "a", "b", "launcher");
        assertThat(loader.getResource("y")).isNull();
    }

    @Test
    void urlRelativeToAResourceIsOpenedOrMissing() throws Exception {
        WarClassLoader loader =
                new WarClassLoader(war(Map.of("WEB-INF/lib/a.jar", jar(Map.of("p/x", text("x"), "p/y", text("y"))))));
        URL url = Objects.requireNonNull(loader.getResource("p/x"));

        assertThat(read(new URL(url, "y"))).isEqualTo("y");
        assertThat(url.openConnection().getContentLengthLong()).isEqualTo(1);
        assertThatThrownBy(() -> new URL(url, "z").openStream()).isInstanceOf(FileNotFoundException.class);
    }

    @Test
    void jarForSeveralReleasesGivesWhatIsForThisOne() throws Exception {
        Map<String, byte[]> files = Map.of(
                "x", text("old"),
                "META-INF/versions/9/x", text("9"),
                "META-INF/versions/17/x", text("17"),
                "META-INF/versions/999/x", text("999"));
        Map<String, byte[]> declared = new LinkedHashMap<>(files);
        declared.put(MANIFEST, text("Manifest-Version: 1.0\nMulti-Release: true\n"));

        assertThat(resource(war(Map.of("WEB-INF/lib/a.jar", jar(declared))), "x"))
                .isEqualTo("17");
        assertThat(resource(war(Map.of("WEB-INF/lib/a.jar", jar(files))), "x")).isEqualTo("old");
    }

    @Test
    void interruptedThreadLoadsAndClosesNothing() throws Exception {
        WarClassLoader loader = new WarClassLoader(war(Map.of("WEB-INF/classes/x", text("x"))));
        Thread.currentThread().interrupt();
        try {
            assertThat(read(Objects.requireNonNull(loader.getResource("x")))).isEqualTo("x");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(read(Objects.requireNonNull(loader.getResource("x")))).isEqualTo("x");
    }

    @Test
    void overwrittenWarIsNamedAndItsCodeIsNotRun() throws Exception {
        Path war = war(Map.of("WEB-INF/lib/a.jar", jar(Map.of(path(Sample.class), bytes(Sample.class)))));
        WarClassLoader loader = new WarClassLoader(war);
        for (byte[] other : List.of(new byte[(int) Files.size(war)], new byte[] {1})) {
            Files.write(war, other);

            assertThatThrownBy(() -> loader.loadClass(Sample.class.getName()))
                    .isInstanceOf(ClassNotFoundException.class)
                    .hasMessageContaining(war + " was overwritten while the program runs");
        }
    }

    @Test
    void jarThatIsCompressedOrCutShortIsNamed() throws Exception {
        byte[] jar = jar(Map.of("x", text("x")));
        Path compressed = folder.resolve("compressed.war");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(compressed))) {
            zip.putNextEntry(new ZipEntry("WEB-INF/lib/a.jar"));
            zip.write(jar);
        }

        assertThatThrownBy(() -> new WarClassLoader(compressed))
                .isInstanceOf(ZipException.class)
                .hasMessage(compressed + ": WEB-INF/lib/a.jar is compressed: add it with zip -0");
        assertThatThrownBy(() -> new WarClassLoader(war(Map.of("WEB-INF/lib/a.jar", text("PK")))))
                .isInstanceOf(ZipException.class)
                .hasMessageContaining("WEB-INF/lib/a.jar is not a jar, or is cut short");
    }

    private static String resource(Path war, String name) throws IOException {
        return read(Objects.requireNonNull(new WarClassLoader(war).getResource(name)));
    }

    private static String read(URL url) {
        try (InputStream in = url.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String path(Class<?> type) {
        return type.getName().replace('.', '/') + ".class";
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        try (InputStream in = type.getClassLoader().getResourceAsStream(path(type))) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    private Path war(Map<String, byte[]> files) throws IOException {
        return Files.write(Files.createTempFile(folder, "test", ".war"), zip(files, ZipEntry.STORED));
    }

    private static byte[] jar(Map<String, byte[]> files) throws IOException {
        return zip(files, ZipEntry.DEFLATED);
    }

    private static byte[] zip(Map<String, byte[]> files, int method) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : List.copyOf(files.keySet())) {
                byte[] content = Objects.requireNonNull(files.get(name));
                CRC32 crc = new CRC32();
                crc.update(content);
                ZipEntry entry = new ZipEntry(name);
                entry.setMethod(method);
                entry.setSize(content.length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(content);
            }
        }
        return bytes.toByteArray();
    }
}
