package io.replicationhub.testkit.report;

import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Says at the end of a run what was left out and why: a class that needs what is not installed is "0 tests run" to the build,
 * and looks like a success. The platform finds it by its name in {@code META-INF/services}.
 */
public final class SkippedTests implements TestExecutionListener {
    private final PrintStream out;
    private final Map<String, Integer> counts = new TreeMap<>();

    /** To standard output. */
    public SkippedTests() {
        this(System.out);
    }

    SkippedTests(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        count(test, reason);
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == Status.ABORTED) {
            count(test, result.getThrowable().map(Throwable::getMessage).orElse(""));
        }
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan plan) {
        counts.forEach((what, count) -> out.println("skipped: " + (count > 1 ? count + " × " : "") + what));
        counts.clear();
    }

    private void count(TestIdentifier test, String reason) {
        String first = reason.lines().findFirst().orElse("").replaceFirst("^Assumption failed: ", "");
        String why = first.isBlank() ? "no reason given" : first;
        counts.merge(
                test.getSource().map(SkippedTests::where).orElse(test.getDisplayName()) + ": " + why, 1, Integer::sum);
    }

    private static String where(TestSource source) {
        return switch (source) {
            case ClassSource whole -> simple(whole.getClassName()) + ", the whole class";
            case MethodSource method -> simple(method.getClassName());
            default -> source.toString();
        };
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}
