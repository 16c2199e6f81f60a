package io.dermavigil.serving.materializer;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A real database whose connections break a number of times, after the statements and before the commit. */
final class UnsteadyDatabase {

    private final DataSource real;
    private final int most;
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();

    UnsteadyDatabase(DataSource real, int failures) {
        this.real = real;
        this.most = failures;
    }

    int failures() {
        return failures.get();
    }

    DataSource connections() {
        return proxy(DataSource.class, real, (name, result) -> result instanceof Connection c ? unsteady(c) : result);
    }

    private Connection unsteady(Connection connection) {
        return proxy(Connection.class, connection, (name, result) -> result);
    }

    private void breakSometimes(String method) throws SQLException {
        if (method.equals("commit") && commits.incrementAndGet() % 2 == 0 && failures.get() < most) {
            failures.incrementAndGet();
            throw new SQLException("the connection broke", "08006");
        }
    }

    private interface Result {
        Object of(String method, Object result);
    }

    private <T> T proxy(Class<T> type, T target, Result result) {
        return type.cast(Proxy.newProxyInstance(
                UnsteadyDatabase.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    breakSometimes(method.getName());
                    try {
                        return result.of(method.getName(), method.invoke(target, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
