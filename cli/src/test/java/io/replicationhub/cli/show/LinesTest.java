package io.replicationhub.cli.show;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.replicationhub.plan.Amount;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LinesTest {
    @Test
    void oneIsNotMany() {
        assertEquals("0 objects", Amounts.counted(0, "object"));
        assertEquals("1 object", Amounts.counted(1, "object"));
        assertEquals("1,001 objects", Amounts.counted(1_001, "object"));
    }

    @Test
    void whatStandsBesideOneStandsWhereItDoesBesideMany() {
        assertEquals(
                "  copied                          1 object          10 B   single\n"
                        + "  copied                          2 objects         10 B   single\n",
                printed(out -> {
                    Lines.amount(out, "copied", new Amount(1, 10), "single");
                    Lines.amount(out, "copied", new Amount(2, 10), "single");
                }));
        assertEquals(
                "  failed                          1 object    denied\n"
                        + "  failed                         12 objects   denied\n"
                        + "  failed                          1 object\n",
                printed(out -> {
                    Lines.counted(out, "failed", 1, "object", "denied");
                    Lines.counted(out, "failed", 12, "object", "denied");
                    Lines.counted(out, "failed", 1, "object", "");
                }));
    }

    private static String printed(Consumer<PrintStream> text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        text.accept(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
