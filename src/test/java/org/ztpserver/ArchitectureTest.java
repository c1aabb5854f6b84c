package org.ztpserver;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.ztpserver.docs.Markdown;
import org.ztpserver.protocol.Protocol;

/** Which package may know which: the picture in {@code docs/architecture.md}, held. */
class ArchitectureTest {

    private static final String ROOT = "org.ztpserver.";

    /** Every package of the server, and the packages of the server that it may use beside itself. */
    private static final Map<String, List<String>> MAY_USE =
            Markdown.read("docs", "architecture.md").table("package", "what it is", "uses").stream()
                    .collect(Collectors.toMap(cells -> cells.get(0).replace("`", ""), cells -> names(cells.get(2))));

    private static List<String> names(String cell) {
        return cell.equals("nothing")
                ? List.of()
                : List.of(cell.replace("`", "").split(", ", -1));
    }

    private static final JavaClasses SERVER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.ztpserver");

    static Stream<String> packages() {
        return MAY_USE.keySet().stream().sorted();
    }

    @Test
    void everyPackageIsSeenAndHasItsPlace() {
        assertThat(SERVER).hasSizeGreaterThan(150);
        TreeSet<String> seen = new TreeSet<>();
        for (JavaClass type : SERVER) {
            seen.add(type.getPackageName().substring(ROOT.length()));
        }
        assertThat(seen).containsExactlyElementsOf(packages().toList());
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageUsesOnlyThoseThatItMayKnow(String name) {
        String[] allowed = Stream.concat(Stream.of(name), MAY_USE.getOrDefault(name, List.of()).stream())
                .map(ROOT::concat)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(ROOT + name)
                .should()
                .dependOnClassesThat(resideInAPackage("org.ztpserver..").and(not(resideInAnyPackage(allowed))))
                .check(SERVER);
    }

    /** Every package that has others in it, and the one that has them all. */
    static Stream<String> packagesWithOthersInThem() {
        return Stream.concat(
                Stream.of(""),
                packages()
                        .flatMap(name -> prefixes(name + "."))
                        .filter(prefix -> packages().anyMatch(other -> other.startsWith(prefix)))
                        .distinct());
    }

    private static Stream<String> prefixes(String name) {
        return IntStream.range(0, name.length())
                .filter(i -> name.charAt(i) == '.')
                .mapToObj(i -> name.substring(0, i + 1));
    }

    @ParameterizedTest
    @MethodSource("packagesWithOthersInThem")
    void whatIsInAPackageDoesNotNeedEachOtherInACircle(String prefix) {
        slices().matching(ROOT + prefix + "(*)..").should().beFreeOfCycles().check(SERVER);
    }

    @Test
    void noPackageNeedsAnotherInACircle() {
        slices().matching("org.ztpserver.(**)").should().beFreeOfCycles().check(SERVER);
    }

    /** The packages of protocols: what lies beside and below an implementation of {@link Protocol}. */
    static List<String> protocols() {
        return SERVER.stream()
                .filter(type -> type.isAssignableTo(Protocol.class) && !type.isInterface())
                .map(type -> type.getPackageName().substring(ROOT.length()).replaceFirst("\\..*", ""))
                .toList();
    }

    @Test
    void aProtocolKnowsNoOtherAndOnlyTheWiringAndTheCommandsKnowOne() {
        assertThat(protocols()).contains("eos", "poap").doesNotHaveDuplicates();
        for (String protocol : protocols()) {
            noClasses()
                    .that(resideInAPackage("org.ztpserver..")
                            .and(not(resideInAnyPackage(prefixed(protocol + ".. app app.config cli")))))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(ROOT + protocol + "..")
                    .check(SERVER);
        }
    }

    /** What decides: types, rules, and the use cases of every protocol. */
    static Stream<String> whatDecides() {
        return Stream.concat(Stream.of("core..", "event", "files", "progress"), protocols().stream());
    }

    /** Use cases know no HTTP, no files and no databases: their doors and their disk are in packages of their own. */
    @ParameterizedTest
    @MethodSource("whatDecides")
    void typesRulesAndUseCasesKnowNoOutside(String name) {
        noClasses()
                .that()
                .resideInAPackage(ROOT + name)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.sql..", "java.net.http..", "jakarta..")
                .check(SERVER);
    }

    @Test
    void coreIsJavaAndNothingElse() {
        classes()
                .that()
                .resideInAPackage("org.ztpserver.core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("org.ztpserver.core..", "java..", "org.jspecify.annotations", "org.slf4j")
                .check(SERVER);
    }

    /** What a library or a part of Java is used for, it is used for in one place. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "java.nio.file.. | site.. eos.disk poap.disk files.disk resource.. program app.. cli launch",
                "org.yaml.. | site.yaml",
                "java.sql.. javax.sql.. com.zaxxer.. org.sqlite.. | resource.sql",
                "freemarker.. com.hubspot.. | render",
                "com.fasterxml.. | http eos.disk progress program",
                "jakarta.ws.rs.. | http files.http eos.http poap.http",
                "jakarta.servlet.. | http.. files.http eos.http poap.http protocol eos.wiring poap.wiring app..",
                "org.glassfish.. | app",
                "org.eclipse.jetty.. | app.standalone",
                "picocli.. | cli",
                "ch.qos.logback.. | app.config"
            })
    void aLibraryHasOneUser(String library, String users) {
        noClasses()
                .that(resideInAPackage("org.ztpserver..").and(not(resideInAnyPackage(prefixed(users)))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library.split(" "))
                .check(SERVER);
        assertThat(SERVER.stream()
                        .filter(resideInAnyPackage(prefixed(users)))
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .map(dependency -> dependency.getTargetClass())
                        .filter(resideInAnyPackage(library.split(" "))))
                .as("a rule about something that is not used at all is none")
                .isNotEmpty();
    }

    private static String[] prefixed(String packages) {
        return Arrays.stream(packages.split(" ")).map(ROOT::concat).toArray(String[]::new);
    }
}
