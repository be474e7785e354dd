package io.mcpagent.application;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Counts the calls of all ports by name, as {@code read} and {@code FileStorePort.read}, and lets chosen ones fail. */
public final class Counter implements Interposer {
    private record Fault(int call, Supplier<RuntimeException> failure) {}

    private final Map<String, Integer> counted = new ConcurrentHashMap<>();
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();

    public int of(String call) {
        return counted.getOrDefault(call, 0);
    }

    public void forget() {
        counted.clear();
    }

    /** The n-th call from the beginning fails instead. */
    public void failAt(String call, int n, Supplier<RuntimeException> failure) {
        faults.put(call, new Fault(n, failure));
    }

    @Override
    public <T> T between(Class<T> port, T real) {
        var loader = port.getClassLoader();
        return port.cast(Proxy.newProxyInstance(loader, new Class<?>[] {port}, (proxy, method, arguments) -> {
            for (var name : List.of(method.getName(), port.getSimpleName() + "." + method.getName())) {
                var count = counted.merge(name, 1, Integer::sum);
                var fault = faults.get(name);
                if (fault != null && fault.call() == count)
                    throw fault.failure().get();
            }
            try {
                return method.invoke(real, arguments);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        }));
    }
}
