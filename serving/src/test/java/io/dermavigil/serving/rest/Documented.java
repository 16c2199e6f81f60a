package io.dermavigil.serving.rest;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The paths and parameters of openapi.yaml, so that no attack forgets one. */
final class Documented {

    private static final Map<String, String> GOOD_PATH_PARTS =
            Map.of("condition", "ACNE_SCAR", "skinType", "IV", "release", "1");

    private static final OpenAPI DOCUMENT = read();

    private Documented() {}

    record Path(String template, String good, boolean needsToken) {}

    record Attack(String path, String parameter, String question) {}

    static List<Path> paths() {
        List<Path> paths = new ArrayList<>();
        DOCUMENT.getPaths().forEach((template, item) -> {
            if (item.getGet() != null) {
                paths.add(new Path(template, fill(template, null, null), needsToken(item.getGet())));
            }
        });
        return paths;
    }

    /** Every parameter of every path with the payload as its value, the others left out or good. */
    static List<Attack> with(String payload) {
        String encoded = URLEncoder.encode(payload, StandardCharsets.UTF_8).replace("+", "%20");
        List<Attack> attacks = new ArrayList<>();
        DOCUMENT.getPaths().forEach((template, item) -> {
            if (item.getGet() == null || item.getGet().getParameters() == null || template.equals("/stream")) {
                return;
            }
            for (Parameter parameter : item.getGet().getParameters()) {
                String name = parameter.getName();
                switch (parameter.getIn()) {
                    case "path" -> attacks.add(new Attack(template, name, fill(template, name, encoded)));
                    case "query" ->
                        attacks.add(
                                new Attack(template, name, fill(template, null, null) + "?" + name + "=" + encoded));
                    default -> {
                        // Headers are compared as a whole and reach no query.
                    }
                }
            }
        });
        return attacks;
    }

    private static String fill(String template, String name, String value) {
        String path = template;
        for (var part : GOOD_PATH_PARTS.entrySet()) {
            path = path.replace("{" + part.getKey() + "}", part.getKey().equals(name) ? value : part.getValue());
        }
        return path;
    }

    private static boolean needsToken(Operation operation) {
        return operation.getSecurity() == null || !operation.getSecurity().isEmpty();
    }

    private static OpenAPI read() {
        var options = new ParseOptions();
        options.setResolve(true);
        options.setResolveFully(true);
        return new OpenAPIV3Parser()
                .read(Documented.class.getResource("/openapi.yaml").toString(), null, options);
    }
}
