package io.mcpagent.adapter.persistence.transaction;

import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/**
 * Entities of a {@link Database}, by Hibernate, which is opened when one is first asked for: it costs a start more than all
 * else. Its sessions lie on the connection of the transaction that they are opened in, and are stateless, so that what
 * they did is in the database when they end, where plain SQL of the same transaction sees it.
 */
public final class Entities implements AutoCloseable {
    private final Database database;
    private final List<Class<?>> types;
    private volatile Optional<SessionFactory> opened = Optional.empty();

    public Entities(Database database, List<Class<?>> types) {
        this.database = database;
        this.types = List.copyOf(types);
    }

    public Database database() {
        return database;
    }

    public <T> T read(Function<StatelessSession, T> body) {
        // Before the transaction, as opening takes long.
        var factory = factory();
        return database.read(session -> within(factory, session, body));
    }

    public <T> T write(Function<StatelessSession, T> body) {
        var factory = factory();
        return database.write(session -> within(factory, session, body));
    }

    private <T> T within(SessionFactory factory, Session session, Function<StatelessSession, T> body) {
        try (var entities =
                factory.withStatelessOptions().connection(session.connection()).openStatelessSession()) {
            return body.apply(entities);
        } catch (PersistenceException e) {
            session.spoil();
            throw database.failures().of(e);
        }
    }

    private SessionFactory factory() {
        var known = opened;
        return known.isPresent() ? known.get() : open();
    }

    private synchronized SessionFactory open() {
        var known = opened;
        if (known.isPresent()) return known.get();
        var configuration = new HibernatePersistenceConfiguration("mcp-agent")
                .property("hibernate.dialect", database.dialect().hibernate())
                .property("hibernate.boot.allow_jdbc_metadata_access", false)
                // Said, so that it does not warn of having none of its own.
                .property(
                        "hibernate.connection.provider_class",
                        "org.hibernate.engine.jdbc.connections.internal.UserSuppliedConnectionProviderImpl")
                // Errors are told by whoever meets them, and messages may quote the values of a row.
                .property("hibernate.jdbc.log.errors", false)
                // Transactions are those of the database, of which Hibernate knows nothing.
                .property("hibernate.allow_update_outside_transaction", true)
                .property("jakarta.persistence.validation.mode", "none")
                .property("hibernate.cache.use_second_level_cache", false);
        types.forEach(configuration::managedClass);
        var factory = configuration.createEntityManagerFactory();
        opened = Optional.of(factory);
        return factory;
    }

    @Override
    public synchronized void close() {
        opened.ifPresent(SessionFactory::close);
        opened = Optional.empty();
    }
}
