package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.replicationhub.aws.SqsQueues;
import io.replicationhub.localservers.faults.FaultProxy;
import io.replicationhub.localservers.identity.IdentityServices;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No command of drh begins a virtual thread. The poller that reads and writes for their sockets is a thread in native code
 * that stays for the rest of the process, and the JVM waits 0.3 s for such a thread when it ends: a third of what a small
 * run takes.
 */
class VirtualThreadTest {
    /** What only tests and benchmarks run. */
    private static final List<String> BESIDE =
            List.of("io.replicationhub.localservers", "io.replicationhub.testkit", "io.replicationhub.bench");

    /** Who may all the same, and why. */
    private static final Map<String, String> ALLOWED = Map.of(
            "io.replicationhub.aws.SqsCall",
            "a program's long poll of SQS, which has to end at an interrupt, and only a virtual thread's socket is closed"
                    + " by one; no command opens the queues that make it");

    /** Names are all that is asked of what lies beyond our packages. */
    private static final JavaClasses ALL = ArchConfiguration.withThreadLocalScope(here -> {
        here.setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.replicationhub");
    });

    @Test
    void noCodeOfACommandStartsVirtualThreads() {
        Set<String> starting = new TreeSet<>();
        shipped()
                .filter(VirtualThreadTest::startsVirtualThreads)
                .map(VirtualThreadTest::outermost)
                .forEach(starting::add);
        assertEquals(new TreeSet<>(ALLOWED.keySet()), starting);
    }

    @Test
    void noCommandOpensTheQueuesOfPrograms() {
        List<String> opening = shipped()
                .filter(each -> each.getPackageName().startsWith("io.replicationhub.cli")
                        || each.getPackageName().startsWith("io.replicationhub.operate"))
                .filter(each -> each.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency -> dependency.getTargetClass().isEquivalentTo(SqsQueues.class)))
                .map(JavaClass::getName)
                .toList();
        assertEquals(List.of(), opening);
    }

    @Test
    void everyModuleOfACommandIsLookedAt() {
        for (String module : List.of(
                "transfer.TransferEngine",
                "wire.http.Connector",
                "storage.s3.S3Stores",
                "storage.oss.OssStores",
                "aws.call.AwsClient",
                "operate.letter.LetterRetry",
                "cli.Drh")) {
            assertTrue(shipped().anyMatch(each -> each.getName().equals("io.replicationhub." + module)), module);
        }
    }

    /** Our local servers do it in both ways. */
    @Test
    void oneThatDidWouldBeNoticed() {
        for (Class<?> does : List.of(FaultProxy.class, IdentityServices.class)) {
            assertTrue(ALL.contain(does) && startsVirtualThreads(ALL.get(does)), does::getName);
        }
    }

    private static Stream<JavaClass> shipped() {
        Predicate<JavaClass> beside =
                each -> BESIDE.stream().anyMatch(name -> each.getPackageName().startsWith(name));
        return ALL.stream().filter(beside.negate());
    }

    private static boolean startsVirtualThreads(JavaClass of) {
        return of.getAccessesFromSelf().stream().map(JavaAccess::getTarget).anyMatch(VirtualThreadTest::starts);
    }

    private static boolean starts(AccessTarget target) {
        JavaClass owner = target.getOwner();
        String name = target.getName();
        return owner.isEquivalentTo(Thread.class)
                        && Set.of("ofVirtual", "startVirtualThread").contains(name)
                || owner.isEquivalentTo(Executors.class) && name.equals("newVirtualThreadPerTaskExecutor");
    }

    private static String outermost(JavaClass each) {
        int inner = each.getName().indexOf('$');
        return inner < 0 ? each.getName() : each.getName().substring(0, inner);
    }
}
