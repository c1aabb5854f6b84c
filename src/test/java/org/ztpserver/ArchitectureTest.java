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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which package may know which: the picture in {@code docs/architecture.md}, held. */
class ArchitectureTest {

    private static final String ROOT = "org.ztpserver.";

    /** Every package of the server, and the packages of the server that it may use beside itself. */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("launch", List.of()),
            Map.entry("core.node", List.of()),
            Map.entry("core.definition", List.of()),
            Map.entry("core.pool", List.of("core.node")),
            Map.entry("core.topology", List.of("core.node", "core.topology.regex")),
            Map.entry("core.topology.regex", List.of("core.node")),
            Map.entry("provisioning", List.of("core..")),
            Map.entry("http", List.of("provisioning", "core..")),
            Map.entry("http.eos", List.of("http", "provisioning", "core..")),
            Map.entry("http.poap", List.of("http", "provisioning", "core..")),
            Map.entry("cli", List.of("provisioning", "core..")),
            Map.entry("render", List.of("provisioning", "core..")),
            Map.entry("repository", List.of("repository..", "provisioning", "core..")),
            Map.entry("repository.yaml", List.of("provisioning", "core..")),
            Map.entry("repository.pool", List.of("repository", "repository.yaml", "provisioning", "core..")),
            Map.entry("repository.program", List.of("repository", "provisioning", "core..")),
            Map.entry("app", List.of("app..", "cli", "http..", "render", "repository..", "provisioning", "core..")),
            Map.entry("app.standalone", List.of("http")));

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

    @Test
    void thePartsDoNotNeedEachOtherInACircle() {
        slices().matching("org.ztpserver.(*)..").should().beFreeOfCycles().check(SERVER);
        slices().matching("org.ztpserver.core.(**)").should().beFreeOfCycles().check(SERVER);
    }

    @Test
    void coreAndProvisioningAreJavaAndNothingElse() {
        classes()
                .that()
                .resideInAnyPackage("org.ztpserver.core..", "org.ztpserver.provisioning..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.ztpserver.core..",
                        "org.ztpserver.provisioning..",
                        "java..",
                        "org.jspecify.annotations",
                        "org.slf4j")
                .check(SERVER);
        noClasses()
                .that()
                .resideInAnyPackage("org.ztpserver.core..", "org.ztpserver.provisioning..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.sql..", "java.net.http..")
                .check(SERVER);
    }

    /** What a library or a part of Java is used for, it is used for in one place. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "java.nio.file.. | repository.. app launch app.standalone",
                "org.yaml.. | repository.yaml",
                "java.sql.. javax.sql.. com.zaxxer.. org.sqlite.. | repository.pool",
                "freemarker.. com.hubspot.. | render",
                "com.fasterxml.. | http.. repository..",
                "jakarta.ws.rs.. | http..",
                "jakarta.servlet.. | http.. app..",
                "org.glassfish.. | app",
                "org.eclipse.jetty.. | app.standalone",
                "picocli.. | app cli",
                "ch.qos.logback.. | app"
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
