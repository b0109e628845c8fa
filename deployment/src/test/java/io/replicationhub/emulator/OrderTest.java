package io.replicationhub.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderTest {
    private static final String SAMPLE = PlainTemplateTest.SAMPLE.toString();

    @Test
    void whatIsSaidIsUnderstood() throws Exception {
        Order order = Order.read(new String[] {
            "--endpoint",
            "http://127.0.0.1:4566/",
            "--template",
            SAMPLE,
            "--leave-out",
            "A::",
            "--leave-out",
            "B::",
            "--code",
            SAMPLE,
            "--objects",
            "7",
            "--stack",
            "mine",
            "--keep"
        });

        assertEquals(
                new Order(
                        URI.create("http://127.0.0.1:4566"),
                        PlainTemplateTest.SAMPLE,
                        "mine",
                        List.of("A::", "B::"),
                        List.of(PlainTemplateTest.SAMPLE),
                        7,
                        true),
                order);
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        var e = assertThrows(
                Order.Misunderstood.class,
                () -> Order.read(new String[] {
                    "--template", "nowhere", "--stack", "My_Stack", "--objects", "many", "--code", "none.jar", "--fast"
                }));

        for (String told : List.of("--endpoint", "nowhere", "My_Stack", "many", "none.jar", "--fast")) {
            assertTrue(e.getMessage().contains(told), () -> told + " in " + e.getMessage());
        }
    }

    @Test
    void anAddressIsOne() {
        var e = assertThrows(
                Order.Misunderstood.class,
                () -> Order.read(new String[] {"--template", SAMPLE, "--endpoint", "localhost:4566"}));

        assertTrue(e.getMessage().contains("localhost:4566"), e.getMessage());
    }
}
