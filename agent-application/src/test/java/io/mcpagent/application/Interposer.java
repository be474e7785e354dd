package io.mcpagent.application;

/** Stands between a platform and each of its ports. */
public interface Interposer {
    Interposer NONE = new Interposer() {
        @Override
        public <T> T between(Class<T> port, T real) {
            return real;
        }
    };

    <T> T between(Class<T> port, T real);
}
