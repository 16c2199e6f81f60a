package io.dermavigil.serving.rest;

import io.dermavigil.serving.rest.listings.Readers;
import io.dermavigil.serving.rest.service.ServiceState;
import io.dermavigil.serving.store.Store;
import io.dermavigil.serving.store.TestDatabases;
import io.dermavigil.serving.tokens.IssuedToken;
import io.dermavigil.serving.tokens.Role;
import io.dermavigil.serving.tokens.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/** A server on a store with {@link SampleRows}, and a client with a token of each role. */
final class RunningServer implements AutoCloseable {

    final Store store;
    final RestServer rest;
    final Map<Role, IssuedToken> tokens = new EnumMap<>(Role.class);
    private final HttpClient client = HttpClient.newHttpClient();

    private RunningServer(Store store, RestServer rest) {
        this.store = store;
        this.rest = rest;
        for (Role role : Role.values()) {
            tokens.put(role, new Tokens(store.writer()).create(role, "test", Duration.ofDays(1)));
        }
    }

    static RunningServer start() {
        return start(RestConfig.loopback(0));
    }

    static RunningServer start(RestConfig config) {
        Store store = Store.open(TestDatabases.create());
        SampleRows.write(store);
        SampleRows.release(store);
        return new RunningServer(
                store,
                RestServer.start(
                        config, new Readers(store.safety(), store.analyst()), store.writer(), new State(store)));
    }

    URI uri(String pathAndQuery) {
        return URI.create(rest.url() + pathAndQuery);
    }

    /** A GET with the role's token; null for no token. */
    HttpResponse<byte[]> get(Role role, String pathAndQuery, String... headers) {
        var request = HttpRequest.newBuilder(uri("/api/v1" + pathAndQuery));
        if (role != null) {
            request.header(
                    "Authorization", "Bearer " + tokens.get(role).secret().text());
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.GET().build());
    }

    HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        rest.close();
        store.close();
    }

    private record State(Store store) implements ServiceState {

        @Override
        public String version() {
            return "test";
        }

        @Override
        public String migration() {
            return store.migration();
        }

        @Override
        public boolean isRebuilding() {
            return false;
        }

        @Override
        public OptionalLong storeLagRecords() {
            return OptionalLong.of(3);
        }

        @Override
        public OptionalLong clinicOffsets() {
            return OptionalLong.of(1_000);
        }
    }
}
