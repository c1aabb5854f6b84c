package org.ztpserver.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ztpserver.core.fault.Faults.assertThatFault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.site.FilePath;

class DataRootTest {

    private static final FilePath NEIGHBORDB = FilePath.parse("neighbordb");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temporary;

    private Path folder = Path.of("");

    @BeforeEach
    void makeSite() throws IOException {
        folder = Files.createDirectory(temporary.toRealPath().resolve("site"));
        Files.writeString(folder.resolve("neighbordb"), "# v1\n");
    }

    @Test
    void aLinkIsFollowedToTheNextRelease() throws IOException {
        Path link = Files.createSymbolicLink(temporary.resolve("current"), folder);
        DataRoot root = new DataRoot(link);
        assertThat(root.read(NEIGHBORDB))
                .hasValueSatisfying(bytes -> assertThat(bytes).asString().isEqualTo("# v1\n"));
        DataRoot before = root.now();
        long switches = root.switches();

        Path next = Files.createDirectory(temporary.resolve("next"));
        Files.writeString(next.resolve("neighbordb"), "# v2\n");
        Files.createSymbolicLink(temporary.resolve("link"), next);
        Files.move(temporary.resolve("link"), link, StandardCopyOption.ATOMIC_MOVE);
        assertThat(root.path()).isEqualTo(next.toRealPath());
        assertThat(root.switches()).isEqualTo(switches + 1);
        assertThat(root.read(NEIGHBORDB))
                .hasValueSatisfying(bytes -> assertThat(bytes).asString().isEqualTo("# v2\n"));
        assertThat(root.writableFolder("nodes")).isEqualTo(next.toRealPath().resolve("nodes"));
        assertThat(before.read(NEIGHBORDB))
                .hasValueSatisfying(bytes -> assertThat(bytes).asString().isEqualTo("# v1\n"));
    }

    @Test
    void aRootThatIsGoneIsNamedAndNotMadeAgain() throws IOException {
        DataRoot root = new DataRoot(folder);
        DataRoot now = root.now();
        Path away = Files.move(folder, temporary.resolve("away"));
        assertThatFault(FaultKind.UNAVAILABLE)
                .isThrownBy(() -> root.writableFolder("nodes"))
                .withMessage(
                        "the data root " + folder + " is gone: it is not there any more: mount it, or put it back");
        assertThatFault(FaultKind.UNAVAILABLE).isThrownBy(() -> root.file(NEIGHBORDB));
        assertThatFault(FaultKind.UNAVAILABLE).isThrownBy(() -> now.writableFolder("nodes"));
        assertThat(folder).doesNotExist();

        Files.move(away, folder);
        assertThat(root.file(NEIGHBORDB)).isPresent();
        assertThat(root.writableFolder("nodes")).isDirectory();
    }

    /** As it looks when the file system is unmounted. Servers may have made folders there once. */
    @Test
    void aFolderWithoutASiteInThePlaceOfTheRootIsNotTheRoot() throws IOException {
        DataRoot root = new DataRoot(folder);
        Files.move(folder, temporary.resolve("away"));
        Files.createDirectories(folder.resolve("nodes/JPE1"));
        Files.createDirectories(folder.resolve("poap/collected"));
        assertThatFault(FaultKind.UNAVAILABLE)
                .isThrownBy(() -> root.writableFolder("resources"))
                .withMessage(
                        "the data root " + folder
                                + " is gone: another folder is in its place, which has none of its files: mount it, or put it back");
        assertThat(folder.resolve("resources")).doesNotExist();
    }

    @Test
    void aRootThatCantBeReachedIsNotSaidToBeGone() throws IOException {
        Path link = Files.createSymbolicLink(temporary.resolve("current"), folder);
        DataRoot root = new DataRoot(link);
        Files.delete(link);
        Files.createSymbolicLink(link, link);
        assertThatFault(FaultKind.UNAVAILABLE)
                .isThrownBy(root::path)
                .withMessageContaining(
                        "the data root " + link + " can't be reached: Too many levels of symbolic links");
    }

    @ParameterizedTest
    @ValueSource(strings = {"poap/podvars.yml", "poap/poap_script.py"})
    void aSiteOfNexusSwitchesInThePlaceOfTheRootIsTheRoot(String file) throws IOException {
        DataRoot root = new DataRoot(folder);
        Files.move(folder, temporary.resolve("away"));
        Files.createDirectories(folder.resolve("poap"));
        Files.createFile(folder.resolve(file));
        assertThat(root.path()).isEqualTo(folder);
    }

    @Test
    void aLinkOnTheWayIsFollowedAsLongAsItStaysInTheRoot() throws IOException {
        DataRoot root = new DataRoot(folder);
        Path file = Files.createFile(
                Files.createDirectories(folder.resolve("shared/lab")).resolve("x"));
        Path outside = Files.createDirectory(temporary.resolve("outside"));
        Files.createFile(outside.resolve("x"));
        Path files = Files.createDirectory(folder.resolve("files"));
        Files.createSymbolicLink(files.resolve("lab"), Path.of("../shared/lab"));
        Files.createSymbolicLink(files.resolve("y"), file);
        Files.createSymbolicLink(files.resolve("nowhere"), Path.of("gone"));
        Files.createSymbolicLink(files.resolve("out"), outside);
        Files.createSymbolicLink(folder.resolve("nodes"), outside);

        assertThat(root.file("files", FilePath.parse("lab/x"))).contains(file);
        assertThat(root.fileIn(files, "y")).contains(file);
        assertThat(root.real(files.resolve("lab"))).contains(folder.resolve("shared/lab"));
        assertThat(root.real(files)).contains(files);
        assertThat(root.file("files", FilePath.parse("lab"))).isEmpty();
        assertThat(root.fileIn(files, "nowhere")).isEmpty();
        assertThat(root.fileIn(files, "missing")).isEmpty();
        assertThat(root.fileIn(file, "x")).isEmpty();
        assertThat(root.file("files", FilePath.parse("out/x"))).isEmpty();
        assertThat(root.real(files.resolve("../../outside/x"))).isEmpty();
        assertThatThrownBy(() -> root.writableFolder("nodes")).hasMessageContaining("leads out of the data root");
        assertThat(root.writableFolder("files/lab")).isEqualTo(folder.resolve("shared/lab"));
    }

    @Test
    void anotherSiteInThePlaceOfTheRootIsTheRoot() throws IOException {
        DataRoot root = new DataRoot(folder);
        Files.move(folder, temporary.resolve("away"));
        Files.createDirectories(folder.resolve("definitions"));
        assertThat(root.file(NEIGHBORDB)).isEmpty();
        assertThat(root.writableFolder("nodes")).isDirectory();
    }

    @Test
    void anEmptyRootIsARoot() throws IOException {
        DataRoot root = new DataRoot(folder);
        Files.delete(folder.resolve("neighbordb"));
        assertThat(root.writableFolder("nodes")).isDirectory();
    }
}
