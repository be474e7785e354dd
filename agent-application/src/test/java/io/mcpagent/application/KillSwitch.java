package io.mcpagent.application;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Kills a process when it calls any of its ports for the n-th time. A process that is dead calls nothing any more, so
 * all later calls die too.
 */
public final class KillSwitch implements Interposer {
    private final int fatal;
    private final AtomicInteger calls = new AtomicInteger();

    public KillSwitch(int fatal) {
        this.fatal = fatal;
    }

    public boolean wentOff() {
        return calls.get() >= fatal;
    }

    @Override
    public <T> T between(Class<T> port, T real) {
        var loader = port.getClassLoader();
        return port.cast(Proxy.newProxyInstance(loader, new Class<?>[] {port}, (proxy, method, arguments) -> {
            if (calls.incrementAndGet() >= fatal) throw new Killed();
            try {
                return method.invoke(real, arguments);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        }));
    }

    /** The end of a process. No code may handle it. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }
}
