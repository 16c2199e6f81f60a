package io.dermavigil.serving.materializer;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** Failures in words that tell nothing of the data: PostgreSQL quotes values in its messages. */
final class FailureText {

    private FailureText() {}

    static String of(Throwable failure) {
        if (failure instanceof SQLTransientConnectionException
                || failure instanceof SQLException sql
                        && sql.getSQLState() != null
                        && (sql.getSQLState().startsWith("08")
                                || sql.getSQLState().startsWith("57"))) {
            return "the database does not answer";
        }
        if (failure instanceof SQLException sql) {
            return "the database refused a statement (SQLSTATE " + sql.getSQLState() + ")";
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
