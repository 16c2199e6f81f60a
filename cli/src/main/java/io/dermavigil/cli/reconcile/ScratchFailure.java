package io.dermavigil.cli.reconcile;

import java.sql.SQLException;

/** The scratch database could not do what it was asked to, for example because its disk is full. */
final class ScratchFailure extends RuntimeException {

    ScratchFailure(String action, SQLException cause) {
        super("cannot " + action + " the scratch database: " + cause.getMessage(), cause);
    }
}
