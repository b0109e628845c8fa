package io.replicationhub;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.replicationhub.retry.Sleeper;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the design says of {@code common} that the compiler cannot check. */
class ArchitectureTest {
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
        slices().matching("io.replicationhub.(*)..").should().beFreeOfCycles().check(COMMON);
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
