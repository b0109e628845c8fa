package io.replicationhub;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.replicationhub.retry.Sleeper;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the design says of {@code common} that the compiler cannot check. */
class ArchitectureTest {
    private static final String ROOT = "io.replicationhub.";

    private static final JavaClasses COMMON = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.replicationhub");

    @Test
    void theCoreKnowsNoCloudAndNoWire() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "software.amazon..",
                        "com.amazonaws..",
                        "com.aliyun..",
                        "com.qcloud..",
                        "com.qiniu..",
                        "org.apache.hc..",
                        "org.apache.http..",
                        "java.net.http..",
                        "java.sql..")
                .check(COMMON);
    }

    @Test
    void everyPackageIsNamedAfterAnIdea() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..helper..", "..impl..", "..misc..")
                .check(COMMON);
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)")
                .check(COMMON);
    }

    @Test
    void packagesDependOnOneAnotherInOneDirection() {
        Map<String, Set<String>> needs = new TreeMap<>();
        for (JavaClass each : COMMON) {
            Set<String> others = needs.computeIfAbsent(idea(each), idea -> new TreeSet<>());
            each.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(target -> target.getPackageName().startsWith(ROOT))
                    .map(ArchitectureTest::idea)
                    .filter(idea -> !idea.equals(idea(each)))
                    .forEach(others::add);
        }
        assertEquals(Map.of(), inCircles(needs));
    }

    @Test
    void packagesThatNeedOneAnotherWouldBeNoticed() {
        assertEquals(
                Set.of("a", "b", "user"),
                inCircles(Map.of(
                                "a", Set.of("b", "leaf"),
                                "b", Set.of("a"),
                                "user", Set.of("a"),
                                "leaf", Set.of()))
                        .keySet());
    }

    /** What is left when, again and again, all go that need none of those left. */
    private static Map<String, Set<String>> inCircles(Map<String, Set<String>> needs) {
        Map<String, Set<String>> left = new TreeMap<>();
        needs.forEach((idea, others) -> left.put(idea, new TreeSet<>(others)));
        while (left.values().removeIf(Set::isEmpty)) {
            left.values().forEach(others -> others.retainAll(left.keySet()));
        }
        return left;
    }

    /** The first package below the root. */
    private static String idea(JavaClass of) {
        return of.getPackageName().substring(ROOT.length()).split("\\.", -1)[0];
    }

    @Test
    void objectAndRetryAreLeaves() {
        classes()
                .that()
                .resideInAnyPackage("io.replicationhub.object..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.replicationhub.object..", "java..", "org.jspecify..")
                .check(COMMON);
        classes()
                .that()
                .resideInAnyPackage("io.replicationhub.retry..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.replicationhub.retry..", "java..", "org.jspecify..")
                .check(COMMON);
    }

    @Test
    void timeSleepAndIdsComeFromOutside() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .check(COMMON);
        noClasses()
                .that()
                .doNotBelongToAnyOf(Sleeper.class)
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", java.time.Duration.class)
                .check(COMMON);
    }

    @Test
    void theCorePrintsNothing() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(COMMON);
    }
}
