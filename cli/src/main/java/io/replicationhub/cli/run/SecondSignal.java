package io.replicationhub.cli.run;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * The JVM takes no notice of a signal that comes while it is ending because of the first; people press Ctrl-C again
 * because they mean it.
 */
final class SecondSignal {
    private SecondSignal() {}

    /**
     * From now on the signal ends the process at once. By reflection, since sun.misc (module jdk.unsupported) is no API of
     * the platform; a JVM without it goes on as it would.
     */
    static void halts(String signal, ExitCode code) {
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler halt = (proxy, method, arguments) -> {
                Runtime.getRuntime().halt(code.number());
                return null;
            };
            type.getMethod("handle", type, handler)
                    .invoke(
                            null,
                            type.getConstructor(String.class).newInstance(signal),
                            Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, halt));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // Then the first one's limit holds.
        }
    }
}
