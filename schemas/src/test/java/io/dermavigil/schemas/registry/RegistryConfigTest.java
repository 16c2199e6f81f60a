package io.dermavigil.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryConfigTest {

    @Test
    void defaultsArePinned() {
        RegistryConfig config = RegistryConfig.of(
                        Map.of("registry.url", "http://registry:8080/apis/ccompat/v7/", "other", "1"))
                .orElseThrow();

        assertThat(config)
                .isEqualTo(new RegistryConfig(
                        "http://registry:8080/apis/ccompat/v7", null, null, null, Duration.ofSeconds(15)));
        assertThat(config).isEqualTo(RegistryConfig.of("http://registry:8080/apis/ccompat/v7"));
        assertThat(RegistryConfig.of(Map.of("other", "1"))).isEmpty();
    }

    @Test
    void everyOptionIsReadByItsName() {
        assertThat(RegistryConfig.of(Map.of(
                        "registry.url", "https://registry",
                        "registry.user", "jobs",
                        "registry.password-file", "/run/secrets/registry",
                        "registry.ca-file", "/run/secrets/ca.pem",
                        "registry.timeout", "PT1M")))
                .contains(new RegistryConfig(
                        "https://registry",
                        "jobs",
                        "/run/secrets/registry",
                        "/run/secrets/ca.pem",
                        Duration.ofMinutes(1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "registry.url | registry:8080 | registry.url must be http:// or https:// with a host, and without user, query or fragment",
                "registry.url | http://jobs:secret@registry | registry.url must be http:// or https:// with a host, and without user, query or fragment",
                "registry.url | file:///etc/passwd | registry.url must be http:// or https:// with a host, and without user, query or fragment",
                "registry.user | jobs | registry.user and registry.password-file go together",
                "registry.password-file | f | registry.user and registry.password-file go together",
                "registry.timeout | PT0S | registry.timeout must be a duration from PT1S to PT5M",
                "registry.timeout | soon | registry.timeout must be a duration such as PT15S",
            })
    void refusesWhatCouldNotWork(String name, String value, String message) {
        Map<String, String> options = new HashMap<>(Map.of("registry.url", "http://registry"));
        options.put(name, value);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegistryConfig.of(options))
                .withMessage(message);
    }

    @Test
    void refusesOptionsWithoutARegistry() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegistryConfig.of(Map.of("registry.user", "jobs")))
                .withMessage("registry.url is missing");
    }
}
