package io.dermavigil.cli.doctor;

import io.dermavigil.schemas.registry.RegistryConfig;
import io.dermavigil.schemas.registry.RegistryUnavailableException;
import io.dermavigil.schemas.registry.SchemaRegistry;

/** Asks a schema registry for its subjects. */
final class RegistryExamination {

    private RegistryExamination() {}

    static Verdict of(RegistryConfig registry) {
        try {
            new SchemaRegistry(registry).requireAnswer();
            return Verdict.ok("registry", registry.url() + " answers");
        } catch (RegistryUnavailableException e) {
            return Verdict.fail(
                    "registry",
                    e.getMessage(),
                    "start it, or give the address under which it speaks Confluent's interface, of Apicurio for example"
                            + " http://HOST:8080/apis/ccompat/v7; without it nothing new can be written or read in its"
                            + " framing");
        } catch (IllegalArgumentException e) {
            return Verdict.fail("registry", e.getMessage(), "correct --registry-config");
        }
    }
}
