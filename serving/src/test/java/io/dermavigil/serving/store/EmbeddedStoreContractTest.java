package io.dermavigil.serving.store;

/** The contract on the server that the local stack runs. */
class EmbeddedStoreContractTest extends StoreContract {

    @Override
    StoreConfig database() {
        return TestDatabases.create();
    }
}
