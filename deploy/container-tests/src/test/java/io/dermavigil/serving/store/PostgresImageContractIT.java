package io.dermavigil.serving.store;

import io.dermavigil.containers.EngineCondition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract on the server of the compose file. */
@Tag("docker")
@ExtendWith(EngineCondition.class)
class PostgresImageContractIT extends StoreContract {

    @RegisterExtension
    static final PostgresImage SERVER = new PostgresImage();

    @Override
    StoreConfig database() {
        return SERVER.database();
    }
}
